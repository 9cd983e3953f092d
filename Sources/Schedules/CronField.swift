/// One field of a cron pattern: the values at which it matches.
public struct CronField: Hashable, Sendable {
    /// The fields, by their names.
    public enum Name: String, CaseIterable, Sendable {
        case second
        case minute
        case hour
        case dayOfMonth = "day of month"
        case month
        case dayOfWeek = "day of week"

        /// The values that can be written, 7 for Sunday included.
        var bounds: ClosedRange<Int> {
            switch self {
            case .second, .minute: 0...59
            case .hour: 0...23
            case .dayOfMonth: 1...31
            case .month: 1...12
            case .dayOfWeek: 0...7
            }
        }

        /// The number of distinct values.
        var size: Int { self == .dayOfWeek ? 7 : bounds.count }

        /// The short names of values.
        var names: [String] {
            switch self {
            case .month: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
            case .dayOfWeek: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
            default: []
            }
        }
    }

    /// A weekday within its month.
    struct NthWeekday: Hashable, Sendable {
        /// The day: 0 for Sunday to 6.
        var weekday: Int
        /// The position in the month: 1 to 5; nil for the last one.
        var number: Int?
    }

    /// The kind of field.
    let name: Name
    /// The text of the field, in lower case.
    let text: String
    /// The values at which it matches, in order.
    fileprivate(set) var values: [Int] = []
    /// Whether it matches the last day of a month (`L`).
    fileprivate(set) var hasLastDay = false
    /// The weekdays within their month; where there are some, `values` is empty.
    fileprivate(set) var nthWeekdays: Set<NthWeekday> = []

    /// Whether the field matches every value, so that it restricts nothing.
    var matchesAll: Bool { values.count == name.size }

    func matches(_ value: Int) -> Bool { values.contains(value) }
}

extension CronField {
    /// Reads a field, in lower case.
    init(_ name: Name, _ text: String) throws(CronError) {
        self.init(name: name, text: text)
        if text == "?", name == .dayOfMonth || name == .dayOfWeek {
            values = Array(name.bounds.prefix(name.size))
            return
        }
        var found: Set<Int> = []
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            try take(item, into: &found)
        }
        values = found.sorted()
        guard nthWeekdays.isEmpty || values.isEmpty else {
            throw .badField(name, text: text, allowed: "weekdays with and without # or L do not mix")
        }
    }

    private mutating func take(_ item: Substring, into found: inout Set<Int>) throws(CronError) {
        if name == .dayOfMonth, item == "l" {
            hasLastDay = true
            return
        }
        if name == .dayOfWeek, try takeNth(item) { return }
        let parts = item.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let range = try range(parts[0], isOpen: parts.count == 2) else { throw wrong(item) }
        var step = 1
        if parts.count == 2 {
            guard let number = Self.number(parts[1]), number > 0 else {
                throw .badField(name, text: String(item), allowed: "a step is a number from 1 on")
            }
            step = number
        }
        for value in stride(from: range.lowerBound, through: range.upperBound, by: step) {
            found.insert(name == .dayOfWeek ? value % 7 : value)
        }
    }

    /// Reads a weekday within its month, and returns whether the item is one: `5#2` and `mon-wed#2` are the second of
    /// each in the month, `5L` and `L5` the last one.
    private mutating func takeNth(_ item: Substring) throws(CronError) -> Bool {
        let parts = item.split(separator: "#", omittingEmptySubsequences: false)
        if parts.count == 2 {
            guard let number = Self.number(parts[1]), (1...5).contains(number) else {
                throw .badField(name, text: String(item), allowed: "after # comes a number from 1 to 5")
            }
            guard parts[0] != "*", let range = try range(parts[0], isOpen: false) else { throw wrong(item) }
            nthWeekdays.formUnion(range.map { NthWeekday(weekday: $0 % 7, number: number) })
            return true
        }
        guard item.count > 1, item.first == "l" || item.last == "l" else { return false }
        guard let day = Self.number(item.first == "l" ? item.dropFirst() : item.dropLast()), name.bounds.contains(day)
        else { throw wrong(item) }
        nthWeekdays.insert(NthWeekday(weekday: day % 7, number: nil))
        return true
    }

    /// Returns the range of `*`, `5` or `1-5`; with a step, `5` extends to the end. Returns nil where the text is not
    /// valid.
    private func range(_ text: Substring, isOpen: Bool) throws(CronError) -> ClosedRange<Int>? {
        if text == "*" { return name == .dayOfWeek ? 0...6 : name.bounds }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count <= 2, let low = value(ends[0]) else { return nil }
        guard ends.count == 2 else { return low...(isOpen ? name.bounds.upperBound : low) }
        let isToLastDay = name == .dayOfMonth && ends[1] == "l"
        guard var high = isToLastDay ? 31 : value(ends[1]) else { return nil }
        if name == .dayOfWeek, high == 0, low > 0 { high = 7 }
        guard low <= high else {
            throw .badField(name, text: String(text), allowed: "a range goes from the lower to the higher value")
        }
        return low...high
    }

    private func value(_ text: Substring) -> Int? {
        if let index = name.names.firstIndex(of: String(text)) { return index + name.bounds.lowerBound }
        guard let number = Self.number(text), name.bounds.contains(number) else { return nil }
        return number
    }

    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.count <= 9, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }

    private func wrong(_ item: Substring) -> CronError {
        let bounds = name.bounds
        let names = name.names.isEmpty ? "" : ", \(name.names[0]) to \(name.names[name.names.count - 1])"
        let special =
            switch name {
            case .dayOfMonth: ", L for the last day"
            case .dayOfWeek: ", 5#2 for the second Friday, 5L for the last one"
            default: ""
            }
        let allowed = "\(bounds.lowerBound) to \(bounds.upperBound)\(names), with * - , /\(special)"
        return .badField(name, text: String(item), allowed: allowed)
    }
}
