import Canvas

/// The reports of a terminal on the mouse (xterm's mode 1006) and on the focus (mode 1004).
enum MouseReport {
    /// Returns the input that a whole escape sequence reports; nil where it is another sequence. Reports that have no
    /// meaning here, such as the release of a button, are no input.
    static func input(of sequence: [UInt8]) -> Input? {
        if sequence == [0x1B, 0x5B, 0x49] { return .focus(true) }
        if sequence == [0x1B, 0x5B, 0x4F] { return .focus(false) }
        guard sequence.starts(with: [0x1B, 0x5B, 0x3C]), sequence.last == 0x4D else { return nil }
        let parts = sequence.dropFirst(3).dropLast().split(separator: 0x3B, omittingEmptySubsequences: false)
        let numbers = parts.map(number)
        guard numbers.count == 3, let button = numbers[0], let column = numbers[1], let row = numbers[2], column > 0,
            row > 0, let action = action(of: button)
        else { return nil }
        return .mouse(action, Point(x: column - 1, y: row - 1))
    }

    /// Returns the action of a button. Shift, Alt and Ctrl are ignored; other buttons, and movements, are none.
    private static func action(of button: Int) -> MouseAction? {
        switch button & ~0b11100 {
        case 0: .press
        case 64: .wheelUp
        case 65: .wheelDown
        default: nil
        }
    }

    /// Returns a number of at most five digits.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.count <= 5 else { return nil }
        return digits.reduce(Int?.some(0)) { sum, digit in
            guard let sum, 0x30...0x39 ~= digit else { return nil }
            return sum * 10 + Int(digit - 0x30)
        }
    }
}
