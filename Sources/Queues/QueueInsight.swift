/// What the list of queues shows of one queue besides its row: why its jobs have failed lately, and who works for it.
public struct QueueInsight: Equatable, Sendable {
    /// The time before a reading whose failures count, in ms: the one that makes a queue failing.
    public static let window = HealthThreshold.failing
    /// The most failed jobs that are looked at; of more, only the newest are.
    public static let jobLimit = 1_000
    /// The most causes that are kept, the most frequent ones.
    public static let causeLimit = 30
    /// The most workers that are kept.
    public static let workerLimit = 50

    /// The queue.
    public var queue: QueueID
    /// The causes, the most frequent first; their shares are those among the jobs that were looked at.
    public var causes: [Cause]
    /// The number of causes, those that are not kept included.
    public var causeCount: Int
    /// Failed jobs that were looked at.
    public var looked: Int
    /// Jobs that failed within the window and are kept.
    public var total: Int
    /// The keys that could not be read.
    public var unreadable: UnreadableKeys
    /// Whether the reading has come to its end.
    public var isComplete: Bool
    /// The workers that are connected, in the order of their names; nil where they are not wanted or the server does not list
    /// them.
    public var workers: [Worker]?

    /// Creates what a report says of a queue.
    public init(queue: QueueID, report: CauseReport, isComplete: Bool, workers: [Worker]? = nil) {
        self.queue = queue
        causes = Array(report.causes.prefix(Self.causeLimit))
        causeCount = report.causes.count
        looked = report.looked
        total = report.total
        unreadable = report.unreadable
        self.isComplete = isComplete
        self.workers = workers.map { Array($0.prefix(Self.workerLimit)) }
    }

    /// Whether fewer jobs were looked at than have failed: counts and shares are those of a sample.
    public var isSampled: Bool { looked < total }
}
