/// A number of a queue that the condition of an alarm compares. One table: the parser, the errors and the documentation
/// read it.
public enum AlarmSubject: Hashable, Sendable {
    case count(JobState)
    /// Waiting and prioritized jobs together.
    case backlog
    case failedPerMinute, completedPerMinute
    /// The age of the oldest waiting job, in ms.
    case oldest
    /// The connected workers.
    case workers
    /// How long the jobs waited or ran that finished last, in ms.
    case time(JobSpan, Timing.Measure)

    /// What a value is typed in.
    public enum Unit: Hashable, Sendable {
        /// A whole number.
        case number
        /// A length of time, such as `5m`, in ms.
        case time
    }

    /// All subjects, in the order of the documentation.
    public static let all: [AlarmSubject] =
        JobState.allCases.map { .count($0) } + [.backlog, .failedPerMinute, .completedPerMinute, .oldest, .workers]
        + JobSpan.allCases.flatMap { span in Timing.Measure.allCases.map { .time(span, $0) } }

    /// Its name in a condition.
    public var name: String {
        switch self {
        case .count(let state): state.rawValue
        case .backlog: "backlog"
        case .failedPerMinute: "failed/min"
        case .completedPerMinute: "completed/min"
        case .oldest: "oldest"
        case .workers: "workers"
        case .time(let span, let measure): "\(span.rawValue).\(measure.rawValue)"
        }
    }

    /// What it is, as a sentence for the documentation.
    public var summary: String {
        switch self {
        case .count(let state): "The number of jobs that are \(state.rawValue)."
        case .backlog: "The number of waiting and prioritized jobs together."
        case .failedPerMinute: "The number of jobs that failed in the last minute."
        case .completedPerMinute: "The number of jobs that completed in the last minute."
        case .oldest: "The age of the oldest waiting job, such as 5m; 0 where none waits."
        case .workers:
            "The number of connected workers; unknown where the server does not list its clients, and on a replica."
        case .time(let span, let measure):
            "\(measure.words) the sampled finished jobs \(span == .waitTime ? "waited for a worker" : "ran") at most this long."
        }
    }

    /// What its value is typed in.
    public var unit: Unit {
        switch self {
        case .oldest, .time: .time
        case .count, .backlog, .failedPerMinute, .completedPerMinute, .workers: .number
        }
    }

    /// Returns its value in a reading at `now`, ms since 1970 on the server's clock; nil where it is unknown. An age is
    /// in ms and never negative.
    public func value(of queue: QueueSummary, now: Milliseconds) -> Int64? {
        switch self {
        case .count(let state): return queue.counts[state].map { Int64($0) }
        case .backlog:
            let sum = CountSum([queue.counts[.waiting], queue.counts[.prioritized]])
            return sum.isExact ? Int64(sum.atLeast) : nil
        case .failedPerMinute: return queue.failedPerMinute.map { Int64($0) }
        case .completedPerMinute: return queue.completedPerMinute.map { Int64($0) }
        case .workers: return queue.evidence.workers.map { Int64($0) }
        case .time(let span, let measure): return queue.finishedTimes?[span].map { $0[measure] }
        case .oldest:
            guard let since = queue.oldestWaiting else {
                let backlog = AlarmSubject.backlog.value(of: queue, now: now)
                return backlog == 0 ? 0 : nil
            }
            let (age, overflows) = now.subtractingReportingOverflow(since)
            return overflows ? (now < since ? 0 : .max) : max(0, age)
        }
    }

    /// Returns a value for people: `1 014`, `5 m 0 s`.
    public func text(_ value: Int64) -> String {
        switch unit {
        case .number: CountText.grouped(value)
        case .time: TimeText.measured(value)
        }
    }
}
