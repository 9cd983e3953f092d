extension TimeText {
    /// Returns a moment in UTC as JavaScript writes it, `2026-11-25T20:00:00.000Z`; nil where it is before 1970 or
    /// after 9999.
    public static func text(moment: Milliseconds) -> String? {
        guard 0..<253_402_300_800_000 ~= moment else { return nil }
        let date = civilDate(days: moment / 86_400_000)
        let time = moment % 86_400_000
        let clock = [time / 3_600_000, time / 60_000 % 60, time / 1_000 % 60].map { digits($0, 2) }
        return "\(date.year)-\(digits(date.month, 2))-\(digits(date.day, 2))T"
            + "\(clock.joined(separator: ":")).\(digits(time % 1_000, 3))Z"
    }

    private static func digits(_ number: Int64, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }

    /// Returns the Gregorian date of a day counted from 1970-01-01, which is 0. Years begin in March here, so that the
    /// leap day is the last one, and 400 years always have 146 097 days.
    private static func civilDate(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let day = days + 719_468
        let era = day / 146_097
        let dayOfEra = day % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let isNextYear = month >= 10
        return (
            yearOfEra + era * 400 + (isNextYear ? 1 : 0),
            isNextYear ? month - 9 : month + 3,
            dayOfYear - (153 * month + 2) / 5 + 1
        )
    }
}
