/// Counts for people, in the one style that screens and commands have.
public enum CountText {
    /// Returns a count with its thousands separated: `12 431`.
    public static func grouped(_ number: some BinaryInteger) -> String {
        let digits = Array(String(number.magnitude))
        var text = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(" ") }
            text.append(digit)
        }
        return text
    }

    /// Returns a count with its noun: `1 job`, `12 431 jobs`.
    ///
    /// - Parameters:
    ///   - number: The count.
    ///   - one: The noun for one of them.
    ///   - many: The noun for any other number; nil where it is `one` with an `s`.
    public static func grouped(_ number: some BinaryInteger, _ one: String, _ many: String? = nil) -> String {
        grouped(number) + " " + (number == 1 ? one : many ?? one + "s")
    }
}
