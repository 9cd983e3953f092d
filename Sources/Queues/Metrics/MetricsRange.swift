/// The time that metrics are of, in steps of whole minutes.
public enum MetricsRange: String, CaseIterable, Hashable, Sendable {
    case quarter = "15m"
    case hour = "1h"
    case sixHours = "6h"
    case day = "24h"

    /// The length, in minutes.
    public var minutes: Int {
        switch self {
        case .quarter: 15
        case .hour: 60
        case .sixHours: 360
        case .day: 1_440
        }
    }

    /// The length of a step, in minutes.
    public var stepMinutes: Int {
        switch self {
        case .quarter, .hour: 1
        case .sixHours: 5
        case .day: 15
        }
    }

    /// The length of a step, in ms.
    public var step: Milliseconds { Milliseconds(stepMinutes) * 60_000 }

    /// The number of steps, the one that is not over included.
    public var count: Int { minutes / stepMinutes }

    /// Returns the numbers since 1970 of the steps up to a time, in ms since 1970. Steps begin at whole minutes of UTC.
    public func steps(until time: Milliseconds) -> Range<Int64> {
        let last = max(0, time) / step
        return last - Int64(count) + 1..<last + 1
    }
}

/// The metrics of a queue that are wanted.
public struct MetricsRequest: Hashable, Sendable {
    /// The queue.
    public var queue: QueueID
    /// The time that they are of.
    public var range: MetricsRange

    /// Creates a request.
    public init(queue: QueueID, range: MetricsRange) { (self.queue, self.range) = (queue, range) }
}
