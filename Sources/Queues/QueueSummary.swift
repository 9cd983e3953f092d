/// Milliseconds since 1970-01-01 UTC, or a length of time in milliseconds.
public typealias Milliseconds = Int64

/// One queue as the overview shows it.
public struct QueueSummary: Equatable, Sendable {
    /// Which queue.
    public var id: QueueID
    /// The layout of its keys; nil while the keys do not tell it.
    public var family: Family?
    /// Whether the queue is globally paused.
    public var isPaused: Bool
    /// Jobs by state.
    public var counts: JobCounts
    /// Of the waiting jobs, those in the list `paused`, where all but BullMQ 6 keep them while the queue is paused.
    public var waitingInPaused: Int
    /// When the oldest waiting job was added, in ms since 1970 on the producer's clock; nil without one, or while unread.
    public var oldestWaiting: Milliseconds?
    /// Jobs whose finish time lies in the 60 s before this reading; nil while unknown.
    public var completedPerMinute: Int?
    /// Like `completedPerMinute`, for failed jobs.
    public var failedPerMinute: Int?
    /// The global concurrency limit, in jobs; nil without one.
    public var concurrency: Int?
    /// The newest error: the failure reason of the job that failed last, cut to 1 KiB; nil without one, or while unread.
    public var latestFailure: [UInt8]?

    /// When that job failed, in ms since 1970 on the worker's clock; nil without one, or while unread.
    public var latestFailureAt: Milliseconds?

    /// A queue of which nothing but its id is known yet.
    public init(id: QueueID) {
        self.id = id
        self.isPaused = false
        self.counts = JobCounts()
        self.waitingInPaused = 0
    }
}

/// Which library's layout a queue's keys follow (data model, 3.4). It decides the scripts.
public enum Family: Int, Comparable, Sendable {
    /// Legacy Bull 3 and 4.
    case bull = 0
    case bullmq3 = 3
    case bullmq4 = 4
    case bullmq5 = 5
    case bullmq6 = 6

    /// The older layout first.
    public static func < (left: Family, right: Family) -> Bool { left.rawValue < right.rawValue }
}
