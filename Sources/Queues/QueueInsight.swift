/// The details of one queue in the list of queues, besides its row: the causes of its recent failures, and its workers.
public struct QueueInsight: Equatable, Sendable {
    /// The maximum number of failed jobs that are looked at: the newest ones.
    public static let jobLimit = 1_000
    /// The maximum number of causes that are kept: the most frequent ones.
    public static let causeLimit = 30
    /// The maximum number of workers that are kept.
    public static let workerLimit = 50

    /// The queue.
    public var queue: QueueID
    /// The causes, the most frequent first; their shares are those among the jobs that were looked at.
    public var causes: [Cause]
    /// The number of causes, those that are not kept included.
    public var causeCount: Int
    /// The jobs that failed last within the window, the newest first.
    public var latest: [FailedJob]
    /// The number of failed jobs that were looked at.
    public var looked: Int
    /// The number of jobs that failed within the window and are kept.
    public var total: Int
    /// The keys that could not be read.
    public var unreadable: UnreadableKeys
    /// Whether everything was read.
    public var isComplete: Bool
    /// The connected workers, in the order of their names; nil where they are not wanted, and where none is seen and that
    /// proves nothing.
    public var workers: [Worker]?

    /// The comparison of the newest failed jobs with completed ones; nil where they are not compared (yet).
    public var comparison: Comparison?

    /// Creates the insight into a queue from the report of its causes.
    public init(
        queue: QueueID, report: CauseReport, isComplete: Bool, workers: [Worker]? = nil, comparison: Comparison? = nil
    ) {
        self.comparison = comparison
        self.queue = queue
        causes = Array(report.causes.prefix(Self.causeLimit))
        causeCount = report.causes.count
        latest = report.latest
        looked = report.looked
        total = report.total
        unreadable = report.unreadable
        self.isComplete = isComplete
        self.workers = workers.map { Array($0.prefix(Self.workerLimit)) }
    }

    /// Whether fewer jobs were looked at than have failed: counts and shares are those of a sample.
    public var isSampled: Bool { looked < total }
}
