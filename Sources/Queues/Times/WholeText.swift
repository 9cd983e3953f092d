/// Whole numbers, as people write them.
public enum WholeText {
    /// A number in decimal digits and nothing else; nil where it is none, or not in `range`.
    public static func number<Number: FixedWidthInteger>(
        _ text: String, in range: ClosedRange<Number>
    ) -> Number? {
        let isPlain = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard isPlain, let number = Number(text), range.contains(number) else { return nil }
        return number
    }
}
