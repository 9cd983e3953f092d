internal import CNcurses
import Canvas

/// The escape sequences of keys.
struct KeyTable {
    private var keys: [[UInt8]: Key]

    /// Creates a table of the sequences that the common terminals send, whatever their terminfo entry says.
    init() {
        keys = [:]
        let final: [(Character, Key)] = [
            ("A", .up), ("B", .down), ("C", .right), ("D", .left), ("H", .home), ("F", .end), ("P", .function(1)),
            ("Q", .function(2)), ("R", .function(3)), ("S", .function(4)),
        ]
        for (letter, key) in final {
            keys[Array("\u{1B}[\(letter)".utf8)] = key
            keys[Array("\u{1B}O\(letter)".utf8)] = key
        }
        // ESC [ row ; column R reports the place of the cursor: an answer, not a key.
        keys[Array("\u{1B}[R".utf8)] = nil
        keys[Array("\u{1B}[Z".utf8)] = .backTab
        keys[Array("\u{1B}OM".utf8)] = .enter  // Enter of the keypad in application mode.
        let numbers: [(Int, Key)] = [
            (1, .home), (3, .delete), (4, .end), (5, .pageUp), (6, .pageDown), (7, .home), (8, .end),
            (11, .function(1)), (12, .function(2)), (13, .function(3)), (14, .function(4)), (15, .function(5)),
            (17, .function(6)), (18, .function(7)), (19, .function(8)), (20, .function(9)), (21, .function(10)),
            (23, .function(11)), (24, .function(12)),
        ]
        for (number, key) in numbers { keys[Array("\u{1B}[\(number)~".utf8)] = key }
        for (index, letter) in ["A", "B", "C", "D", "E"].enumerated() {
            keys[Array("\u{1B}[[\(letter)".utf8)] = .function(index + 1)  // The Linux console.
        }
    }

    /// Adds the sequences in the terminfo entry of this terminal. Call it only after newterm.
    mutating func addTerminfo() {
        var names: [(String, Key)] = [
            ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home), ("kend", .end),
            ("kpp", .pageUp), ("knp", .pageDown), ("kdch1", .delete), ("kcbt", .backTab), ("kent", .enter),
        ]
        names += (1...12).map { ("kf\($0)", .function($0)) }
        for (name, key) in names {
            guard let bytes = Capability.string(name), bytes.count > 1, bytes[0] == 0x1B else { continue }
            keys[bytes] = key
        }
    }

    /// Returns the key of a whole sequence. Shift, Ctrl and Alt of a named key are ignored.
    func key(for sequence: [UInt8]) -> Key? {
        if let key = keys[sequence] { return key }
        // ESC [ 1 ; modifiers letter, or ESC [ number ; modifiers ~
        guard let last = sequence.last, let mark = sequence.firstIndex(of: 0x3B) else { return nil }
        if last == 0x7E { return keys[sequence[..<mark] + [last]] }
        return sequence[..<mark] == [0x1B, 0x5B, 0x31] ? keys[[0x1B, 0x5B, last]] : nil
    }
}
