/// Numbers, sizes and times in words. The functions are pure and accept every value.
public enum Format {}

extension Format {
    /// Returns `value / divisor` with this number of digits (0...3) after the point, rounded down.
    static func decimal(_ value: UInt64, per divisor: UInt64, digits: Int) -> String {
        let whole = value / divisor
        guard digits > 0 else { return String(whole) }
        var rest = value % divisor
        var text = String(whole) + "."
        for _ in 0..<digits {
            rest *= 10
            text += String(rest / divisor)
            rest %= divisor
        }
        return text
    }

    /// Returns `number` with zeros before it, at least two characters long.
    static func twoDigits(_ number: some BinaryInteger) -> String {
        let text = String(number)
        return text.utf8.count < 2 ? "0" + text : text
    }
}
