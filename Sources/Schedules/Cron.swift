/// A cron pattern as in BullMQ's job schedulers: five fields, or six with seconds in front.
///
/// A day matches where the day of the month or the day of the week matches, if both are restricted. Where the pattern
/// has weekdays with `#` or `L`, only they decide.
public struct Cron: Hashable, Sendable {
    /// Whether the pattern has seconds.
    public let hasSeconds: Bool
    let second: CronField
    let minute: CronField
    let hour: CronField
    let dayOfMonth: CronField
    let month: CronField
    let dayOfWeek: CronField

    private static let aliases = [
        "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *", "@monthly": "0 0 1 * *", "@weekly": "0 0 * * 0",
        "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@hourly": "0 * * * *",
    ]

    /// Reads a pattern. Throws the first wrong field.
    public init(_ pattern: String) throws(CronError) {
        let small = pattern.lowercased()
        let texts = (Self.aliases[small] ?? small).split(whereSeparator: \.isWhitespace).map(String.init)
        guard texts.count == 5 || texts.count == 6 else { throw .fieldCount(texts.count) }
        hasSeconds = texts.count == 6
        second = try CronField(.second, hasSeconds ? texts[0] : "0")
        let rest = hasSeconds ? Array(texts.dropFirst()) : texts
        minute = try CronField(.minute, rest[0])
        hour = try CronField(.hour, rest[1])
        dayOfMonth = try CronField(.dayOfMonth, rest[2])
        month = try CronField(.month, rest[3])
        dayOfWeek = try CronField(.dayOfWeek, rest[4])
    }

    /// Whether every day of the month matches. Beside a restricted other field, this field restricts unless it was
    /// written with a star or matches everything beside a star.
    var isAnyDayOfMonth: Bool { isAny(dayOfMonth, beside: dayOfWeek) }

    /// Whether every day of the week matches.
    var isAnyDayOfWeek: Bool { isAny(dayOfWeek, beside: dayOfMonth) && dayOfWeek.nthWeekdays.isEmpty }

    private func isAny(_ field: CronField, beside other: CronField) -> Bool {
        field.text == "*" || field.text == "?" || (field.matchesAll && other.text.utf8.contains(UInt8(ascii: "*")))
    }
}

/// An error in a cron pattern.
public enum CronError: Error, Hashable, Sendable {
    /// The pattern has this number of fields, instead of five or six.
    case fieldCount(Int)
    /// A field cannot be read: its name, what is wrong in it, and what is allowed.
    case badField(CronField.Name, text: String, allowed: String)

    /// The error as a sentence.
    public var words: String {
        switch self {
        case .fieldCount(let count):
            "A cron pattern has five fields, or six with seconds in front; this one has \(count)."
        case .badField(let name, let text, let allowed): "The \(name.rawValue) '\(text)' is wrong: \(allowed)."
        }
    }
}
