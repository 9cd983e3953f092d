/// Failed jobs of one fingerprint.
public struct Cause: Equatable, Sendable {
    /// What they have in common.
    public var fingerprint: Fingerprint
    /// How many they are, among those that were looked at.
    public var count: Int
    /// Their part of all failed jobs that were looked at, 0...1.
    public var share: Double
    /// When the first of them failed, ms since 1970; nil where no job says.
    public var firstSeen: Milliseconds?
    /// When the last of them failed, ms since 1970; nil where no job says.
    public var lastSeen: Milliseconds?
    /// How many failed in each step of `CauseReport.axis`, the oldest step first.
    public var times: [Int]
    /// The names of the jobs, the most frequent first; at most `CauseTally.nameLimit`.
    public var names: [[UInt8]]
    /// Their queues, in the order of `QueueID`; at most `CauseTally.queueLimit`.
    public var queues: [QueueID]
    /// The job of it that failed last.
    public var example: FailedJob
}

/// The causes of failed jobs.
public struct CauseReport: Equatable, Sendable {
    /// The most failed jobs of a queue that are looked at; of more, only the newest are.
    public static let jobLimit = 100_000

    /// The most frequent first, then the one seen last.
    public var causes: [Cause] = []
    /// Failed jobs that were looked at.
    public var looked = 0
    /// Failed jobs there are.
    public var total = 0
    /// Jobs of causes that are not listed, because there are more than `CauseTally.causeLimit`.
    public var unlisted = 0
    /// The keys that could not be read: what they hold is not counted.
    public var unreadable = UnreadableKeys()
    /// The steps of `Cause.times`.
    public var axis = TimeAxis()

    /// Creates a report without a cause.
    public init() {}

    /// Whether fewer jobs were looked at than there are: counts and shares are those of a sample.
    public var isSampled: Bool { looked < total }
}
