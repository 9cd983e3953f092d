internal import CCctz

extension Cron {
    /// The number of years that are searched for a match.
    private static let yearLimit: Int64 = 50

    /// Returns the first match after a time, both in ms since 1970; nil where there is none within 50 years. Without a
    /// zone the pattern is in UTC.
    public func next(after time: Int64, in zone: Zone? = nil) -> Int64? {
        guard let zone = zone ?? .utc else { return nil }
        let start = time.flooredSeconds
        var civil = zone.civil(at: start + (hasSeconds ? 1 : 60 - start.remainder(60)))
        let lastYear = civil.year + Self.yearLimit
        while let match = firstMatch(from: civil, lastYear: lastYear) {
            if let seconds = zone.seconds(match, after: start) { return seconds * 1_000 }
            civil = match
            civil.advance(hasSeconds ? 1 : 60)
        }
        return nil
    }

    /// Returns the next `count` matches after a time, in ms since 1970.
    public func next(_ count: Int, after time: Int64, in zone: Zone? = nil) -> [Int64] {
        var times: [Int64] = []
        while times.count < count, let next = next(after: times.last ?? time, in: zone) { times.append(next) }
        return times
    }

    /// Returns the first match at or after a time on calendar and clock; nil without one by the end of `lastYear`.
    private func firstMatch(from start: cctz_civil, lastYear: Int64) -> cctz_civil? {
        var civil = start
        if !matchesDay(civil) {
            guard let day = nextDay(after: civil, lastYear: lastYear) else { return nil }
            civil = day
        }
        if let time = firstTime(from: civil) { return time }
        guard let day = nextDay(after: civil, lastYear: lastYear) else { return nil }
        return firstTime(from: day)
    }

    /// Returns the first match of the clock on the same day, at or after a time; nil without one.
    private func firstTime(from start: cctz_civil) -> cctz_civil? {
        for hour in hour.values where hour >= start.hour {
            let minMinute = hour == Int(start.hour) ? Int(start.minute) : 0
            for minute in minute.values where minute >= minMinute {
                let isSameMinute = hour == Int(start.hour) && minute == Int(start.minute)
                guard let second = second.values.first(where: { !isSameMinute || $0 >= Int(start.second) }) else {
                    continue
                }
                var civil = start
                (civil.hour, civil.minute, civil.second) = (Int32(hour), Int32(minute), Int32(second))
                return civil
            }
        }
        return nil
    }

    /// Returns midnight of the next matching day; nil without one by the end of `lastYear`.
    private func nextDay(after start: cctz_civil, lastYear: Int64) -> cctz_civil? {
        var civil = start
        repeat {
            if month.matches(Int(civil.month)) { civil.nextDay() } else { civil.nextMonth() }
            guard civil.year <= lastYear else { return nil }
        } while !matchesDay(civil)
        return civil
    }

    private func matchesDay(_ civil: cctz_civil) -> Bool {
        guard month.matches(Int(civil.month)) else { return false }
        if !dayOfWeek.nthWeekdays.isEmpty { return matchesNthWeekday(civil) }
        let isDay = dayOfMonth.matches(Int(civil.day)) || (dayOfMonth.hasLastDay && Int(civil.day) == civil.monthLength)
        let isWeekday = dayOfWeek.matches(civil.weekday)
        if isAnyDayOfWeek { return isAnyDayOfMonth || isDay }
        return isAnyDayOfMonth ? isWeekday : isDay || isWeekday
    }

    private func matchesNthWeekday(_ civil: cctz_civil) -> Bool {
        let number = (Int(civil.day) + 6) / 7
        let isLast = Int(civil.day) + 7 > civil.monthLength
        return dayOfWeek.nthWeekdays.contains { nth in
            nth.weekday == civil.weekday && (nth.number.map { $0 == number } ?? isLast)
        }
    }
}

extension Int64 {
    /// The whole seconds of a time in ms.
    fileprivate var flooredSeconds: Int64 { self >= 0 ? self / 1_000 : (self - 999) / 1_000 }

    /// Returns the remainder of a division, never negative.
    fileprivate func remainder(_ divisor: Int64) -> Int64 { (self % divisor + divisor) % divisor }
}

extension cctz_civil {
    private static let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

    private var isLeapYear: Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    /// The number of days in the month.
    fileprivate var monthLength: Int { Self.lengths[Int(month) - 1] + (month == 2 && isLeapYear ? 1 : 0) }

    /// The day of the week, 0 for Sunday to 6, by Sakamoto's method.
    fileprivate var weekday: Int {
        let offsets: [Int64] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
        let year = month < 3 ? self.year - 1 : self.year
        return Int((year + year / 4 - year / 100 + year / 400 + offsets[Int(month) - 1] + Int64(day)) % 7)
    }

    fileprivate mutating func nextDay() {
        guard Int(day) < monthLength else { return nextMonth() }
        day += 1
        (hour, minute, second) = (0, 0, 0)
    }

    fileprivate mutating func nextMonth() {
        (day, hour, minute, second) = (1, 0, 0, 0)
        month += 1
        if month > 12 { (month, year) = (1, year + 1) }
    }

    /// Advances the clock by 1 or 60 s.
    fileprivate mutating func advance(_ seconds: Int32) {
        second += seconds
        if second > 59 { (second, minute) = (second - 60, minute + 1) }
        if minute > 59 { (minute, hour) = (0, hour + 1) }
        if hour > 23 { nextDay() }
    }
}
