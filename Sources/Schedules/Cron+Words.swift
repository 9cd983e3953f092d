extension Cron {
    /// The times at which the pattern runs, as text for people: `every Monday at 09:00`, `every 5 minutes, Monday to
    /// Friday`.
    public var words: String {
        let (clock, day) = (clockWords, dayWords)
        guard clock.hasPrefix("at ") else { return day.map { "\(clock), \($0)" } ?? clock }
        return "\(day ?? "every day") \(clock)"
    }

    // MARK: The clock

    private var clockWords: String {
        let seconds = hasSeconds && second.values != [0] ? secondWords : nil
        let times = hour.values.count * minute.values.count
        if seconds == nil, times <= 4, !hour.matchesAll { return "at " + Self.list(clockTimes) }
        let hours = hour.matchesAll ? nil : hourWords
        let minutes = minute.matchesAll && seconds != nil ? nil : minuteWords(ofEveryHour: hours == nil)
        return [seconds, minutes, hours].compactMap(\.self).joined(separator: " ")
    }

    private var clockTimes: [String] {
        hour.values.flatMap { hour in minute.values.map { "\(Self.padded(hour)):\(Self.padded($0))" } }
    }

    private var secondWords: String {
        if second.matchesAll { return "every second" }
        if let step = second.evenStep { return "every \(step) seconds" }
        return "second \(Self.list(second.values.map(String.init)))" + (minute.matchesAll ? " of every minute" : " of")
    }

    private func minuteWords(ofEveryHour: Bool) -> String? {
        if minute.matchesAll { return "every minute" }
        if let step = minute.evenStep { return "every \(step) minutes" }
        if minute.values == [0] { return ofEveryHour ? "every hour" : nil }
        return "minute \(Self.list(minute.values.map(String.init)))" + (ofEveryHour ? " of every hour" : "")
    }

    private var hourWords: String {
        if let step = hour.evenStep { return "every \(step) hours" }
        if let range = hour.range, minute.values != [0] {
            return "from \(Self.padded(range.lowerBound)):00 to \(Self.padded(range.upperBound)):59"
        }
        return minute.values == [0]
            ? "at \(Self.list(clockTimes))" : "in the hours \(Self.list(hour.values.map(String.init)))"
    }

    // MARK: The day

    private var dayWords: String? {
        let months = month.matchesAll ? nil : "in " + Self.names(month, Self.months, first: 1)
        var days: [String] = []
        if !dayOfWeek.nthWeekdays.isEmpty {
            days = [nthWords]
        } else {
            if !isAnyDayOfMonth { days.append(dayOfMonthWords(hasMonths: months != nil)) }
            if !isAnyDayOfWeek { days.append(weekdayWords(isAlone: days.isEmpty)) }
        }
        let words = [days.isEmpty ? nil : days.joined(separator: " or "), months].compactMap(\.self)
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    private func dayOfMonthWords(hasMonths: Bool) -> String {
        let numbers = dayOfMonth.values.map(String.init)
        let last = dayOfMonth.hasLastDay ? ["the last day"] : []
        let plain = numbers.isEmpty ? [] : [(numbers.count == 1 ? "day " : "days ") + Self.list(numbers)]
        return "on " + (plain + last).joined(separator: " and ") + (hasMonths ? "" : " of the month")
    }

    private func weekdayWords(isAlone: Bool) -> String {
        let names = Self.names(dayOfWeek, Self.weekdays, first: 0)
        return dayOfWeek.values.count == 1 && isAlone ? "every \(names)" : isAlone ? names : "on \(names)"
    }

    private var nthWords: String {
        let ordinals = ["first", "second", "third", "fourth", "fifth"]
        let sorted = dayOfWeek.nthWeekdays.sorted { ($0.number ?? 6, $0.weekday) < ($1.number ?? 6, $1.weekday) }
        let days = sorted.map { "the \($0.number.map { ordinals[$0 - 1] } ?? "last") \(Self.weekdays[$0.weekday])" }
        return "on \(Self.list(days)) of the month"
    }

    // MARK: Parts

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

    /// Returns the names of the values: `Monday to Friday`, `January and July`.
    private static func names(_ field: CronField, _ names: [String], first: Int) -> String {
        if let range = field.range, range.count > 2 {
            return "\(names[range.lowerBound - first]) to \(names[range.upperBound - first])"
        }
        return list(field.values.map { names[$0 - first] })
    }

    /// Returns `a`, `a and b` or `a, b and c`; of many words only the first, and the number of the others.
    private static func list(_ words: [String]) -> String {
        guard words.count <= 8 else { return words.prefix(7).joined(separator: ", ") + " and \(words.count - 7) more" }
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

extension CronField {
    /// The values as a range, where they have no gap; nil otherwise.
    fileprivate var range: ClosedRange<Int>? {
        guard let first = values.first, let last = values.last, last - first + 1 == values.count else { return nil }
        return first...last
    }

    /// The step from 0 on that divides the hour or the day evenly, more than 1; nil without one.
    fileprivate var evenStep: Int? {
        guard values.first == 0, values.count > 1, name.size % values.count == 0 else { return nil }
        let step = name.size / values.count
        return values.elementsEqual(stride(from: 0, to: name.size, by: step)) ? step : nil
    }
}
