/// Lengths of time and moments, as people write them.
public enum TimeText {
    /// The longest time and the last moment, in ms: JavaScript has no exact whole numbers beyond it.
    public static let limit: Milliseconds = 9_007_199_254_740_991

    /// The units with their ms, the largest first.
    private static let units: [(name: String, size: Milliseconds)] = [
        ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1),
    ]

    /// Returns the ms of a length of time: `90s`, `5m`, `2h`, `3d`, `1h30m`, larger units first; a number alone is ms,
    /// as everywhere in BullMQ. Returns nil where the text is not valid, or longer than `limit`.
    public static func duration(_ text: String) -> Milliseconds? {
        if let number = WholeText.number(text, in: 0...limit) { return number }
        var rest = text[...]
        guard !rest.isEmpty else { return nil }
        var sum: Milliseconds = 0
        for unit in units {
            let digits = rest.prefix { ("0"..."9").contains($0) }
            let name = rest.dropFirst(digits.count).prefix { !("0"..."9").contains($0) }
            guard name.filter({ $0 != " " }) == unit.name, let number = WholeText.number(String(digits), in: 0...limit)
            else { continue }
            let (length, isTooLong) = number.multipliedReportingOverflow(by: unit.size)
            guard !isTooLong, length <= limit - sum else { return nil }
            sum += length
            rest = rest.dropFirst(digits.count + name.count)
        }
        return rest.isEmpty ? sum : nil
    }

    /// Returns a length of time as `duration(_:)` reads it, exactly: `1h30m`; `0` for none.
    public static func text(duration: Milliseconds) -> String {
        var rest = max(0, duration)
        let text = units.reduce(into: "") { text, unit in
            let number = rest / unit.size
            rest %= unit.size
            if number > 0 { text += "\(number)\(unit.name)" }
        }
        return text.isEmpty ? "0" : text
    }
}

/// Whole numbers, as people write them.
public enum WholeText {
    /// Returns a number in decimal digits and nothing else; nil where the text is not one, or not in `range`.
    public static func number<Number: FixedWidthInteger>(
        _ text: String, in range: ClosedRange<Number>
    ) -> Number? {
        let isPlain = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard isPlain, let number = Number(text), range.contains(number) else { return nil }
        return number
    }
}
