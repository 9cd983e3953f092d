extension TimeText {
    private static let day: Milliseconds = 86_400_000

    /// Returns the ms since 1970 of a moment in UTC: `2026-11-25T20:00`, `2026-11-25 20:00:00Z`, `2026-11-25`; or
    /// `20:00`, which is the next such time after `now`. Returns nil where the text is not valid.
    public static func moment(_ text: String, now: Milliseconds) -> Milliseconds? {
        let hasZone = text.last == "Z" || text.last == "z"
        let text = hasZone ? text.dropLast() : text[...]
        if let time = timeOfDay(text) {
            let next = now - now % day + time
            return next > now ? next : next + day
        }
        let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "T" || $0 == "t" || $0 == " " }
        guard let date = parts.first.flatMap(date) else { return nil }
        guard parts.count == 2 else { return hasZone ? nil : date }
        return timeOfDay(parts[1]).map { date + $0 }
    }

    /// Returns the ms since midnight of `20:00`, `20:00:05` or `20:00:05.250`; nil where the text is not valid.
    private static func timeOfDay(_ text: Substring) -> Milliseconds? {
        let pieces = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let clock = pieces[0].split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(clock.count), let hour = number(clock[0], digits: 1...2, in: 0...23),
            let minute = number(clock[1], digits: 2...2, in: 0...59),
            let second = clock.count == 3 ? number(clock[2], digits: 2...2, in: 0...59) : 0
        else { return nil }
        let whole = ((hour * 60 + minute) * 60 + second) * 1_000
        guard pieces.count == 2 else { return whole }
        guard clock.count == 3, let fraction = number(pieces[1], digits: 3...3, in: 0...999) else { return nil }
        return whole + fraction
    }

    /// Returns the ms from 1970 to the midnight of `2026-11-25`; nil where the text is not valid.
    private static func date(_ text: Substring) -> Milliseconds? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let year = number(parts[0], digits: 4...4, in: 1_970...9_999),
            let month = number(parts[1], digits: 1...2, in: 1...12),
            let date = number(parts[2], digits: 1...2, in: 1...31)
        else { return nil }
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard date <= lengths[Int(month) - 1] else { return nil }
        let before = year - 1
        let leapDays = before / 4 - before / 100 + before / 400
        // 1970 began 719 162 days after the first day of the year 1.
        let days = before * 365 + leapDays - 719_162 + Int64(lengths[..<(Int(month) - 1)].reduce(0, +)) + date - 1
        return days * day
    }

    private static func number(
        _ text: Substring, digits: ClosedRange<Int>, in range: ClosedRange<Int64>
    ) -> Int64? {
        digits.contains(text.utf8.count) ? WholeText.number(String(text), in: range) : nil
    }
}
