/// The numbers of a job that a query compares.
enum QueryNumber: String, Sendable {
    /// Attempts that have ended.
    case attempts
    case priority
    /// The length of the data, in bytes.
    case size
    /// The time since it was added, in ms.
    case age
    /// The time since it ended, in ms.
    case ended
    /// The time that its latest attempt ran, in ms.
    case ran
    /// The field `delay`, in ms.
    case delay

    var fields: [SearchField] {
        switch self {
        case .attempts: [.attemptsMade, .attempts]
        case .priority: [.priority]
        case .size: [.data]
        case .age: [.timestamp]
        case .ended: [.finishedOn]
        case .ran: [.processedOn, .finishedOn]
        case .delay: [.delay]
        }
    }

    /// Returns the number of a job; nil where it has none. `now` is in ms since 1970.
    func value(of job: SearchedJob, now: Milliseconds) -> Double? {
        switch self {
        // The order of the fields is the library's (data model, 2.1).
        case .attempts: job.number(.attemptsMade, .attempts)
        case .priority: job.number(.priority)
        case .size: job[.data].map { Double($0.count) }
        case .age: job.time(.timestamp).map { Double(now) - $0 }
        case .ended: job.time(.finishedOn).map { Double(now) - $0 }
        case .ran: job.time(.finishedOn).flatMap { end in job.time(.processedOn).map { end - $0 } }
        case .delay: job.number(.delay)
        }
    }

    /// The units that a value may have, with their factors; the empty name is a number without a unit.
    var units: [(name: String, factor: Double)] {
        switch self {
        case .attempts, .priority: [("", 1)]
        case .size: [("", 1), ("b", 1), ("k", 1_024), ("kb", 1_024), ("m", 1_048_576), ("mb", 1_048_576)]
        case .age, .ended, .ran, .delay:
            [
                ("ms", 1), ("s", 1_000), ("min", 60_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
                ("w", 604_800_000),
            ]
        }
    }

    /// An example of a value, for messages.
    var example: String {
        switch self {
        case .attempts, .priority: "3"
        case .size: "64k"
        case .age, .ended, .ran, .delay: "1h, 30s or 1h30m"
        }
    }

    /// Returns the number that was typed: `64k`, `1h30m`; nil where it is not valid.
    func value(of text: String) -> Double? {
        var sum = 0.0
        var rest = text.lowercased()[...]
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(unit.count)
            guard let number = Double(String(digits)), let factor = units.first(where: { $0.name == unit })?.factor
            else {
                return nil
            }
            sum += number * factor
        }
        return sum
    }
}
