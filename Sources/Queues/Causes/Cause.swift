/// Failed jobs of one fingerprint.
public struct Cause: Equatable, Sendable {
    /// The reason and the frame that the jobs have in common.
    public var fingerprint: Fingerprint
    /// The number of these jobs, among those that were looked at.
    public var count: Int
    /// Their part of all failed jobs that were looked at, 0...1.
    public var share: Double
    /// The time at which the first of them failed, ms since 1970; nil where no job has one.
    public var firstSeen: Milliseconds?
    /// The time at which the last of them failed, ms since 1970; nil where no job has one.
    public var lastSeen: Milliseconds?
    /// The number of jobs that failed in each step of `CauseReport.axis`, the oldest step first.
    public var times: [Int]
    /// The names of the jobs, the most frequent first; at most `CauseTally.nameLimit`.
    public var names: [[UInt8]]
    /// Their queues, in the order of `QueueID`; at most `CauseTally.queueLimit`.
    public var queues: [QueueID]
    /// The job of it that failed last.
    public var example: FailedJob

    /// Creates a cause whose times are not known.
    public init(
        fingerprint: Fingerprint, count: Int, share: Double, firstSeen: Milliseconds?, lastSeen: Milliseconds?,
        times: [Int] = [], names: [[UInt8]], queues: [QueueID], example: FailedJob
    ) {
        (self.fingerprint, self.count, self.share) = (fingerprint, count, share)
        (self.firstSeen, self.lastSeen, self.times) = (firstSeen, lastSeen, times)
        (self.names, self.queues, self.example) = (names, queues, example)
    }
}

/// The causes of failed jobs.
public struct CauseReport: Equatable, Sendable {
    /// The maximum number of failed jobs of a queue that are looked at: the newest ones.
    public static let jobLimit = 100_000

    /// The causes, the most frequent first; of equally frequent ones, the one seen last first.
    public var causes: [Cause] = []
    /// The number of failed jobs that were looked at.
    public var looked = 0
    /// The number of failed jobs, looked at or not.
    public var total = 0
    /// The number of jobs whose causes are not listed, because there are more than `CauseTally.causeLimit`.
    public var unlisted = 0
    /// The jobs that failed last, the newest first, at most `CauseTally.latestLimit`; each with the beginning of its reason and
    /// without its stack trace.
    public var latest: [FailedJob] = []
    /// The keys that could not be read: what they hold is not counted.
    public var unreadable = UnreadableKeys()
    /// The steps of `Cause.times`.
    public var axis = TimeAxis()

    /// Creates a report without a cause.
    public init() {}

    /// Whether fewer jobs were looked at than there are: counts and shares are those of a sample.
    public var isSampled: Bool { looked < total }
}
