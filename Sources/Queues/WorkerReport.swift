/// The workers of one queue or of all, and the jobs that they hold.
public struct WorkerReport: Equatable, Sendable {
    /// The maximum number of active jobs that are read.
    public static let jobLimit = 500

    /// The connected workers in the order of their queues; nil where the server does not list its clients.
    public var workers: [Worker]?
    /// The reason why the server does not list its clients; nil where it does.
    public var listTrouble: Trouble?
    /// Whether clients without a name wait for jobs, as workers of older libraries do: nothing shows their queue.
    public var hasNameless = false
    /// Whether the server is a replica: workers connect to its primary, so that nothing is known of those that are not
    /// in `workers`.
    public var isOfReplica = false
    /// The active jobs, of each queue those that were started first.
    public var jobs: [HeldJob] = []
    /// The number of active jobs of the queues that could be read.
    public var active = 0
    /// The number of missing jobs in the lists of active jobs.
    public var missing = 0
    /// The lists and jobs that could not be read.
    public var unreadable = UnreadableKeys()

    /// Creates a report without jobs, as if the server did not list its clients.
    public init() {}
}

/// An active job with its lock, and with the name of its worker where one is kept.
public struct HeldJob: Equatable, Sendable {
    /// Its queue.
    public var queue: QueueID
    /// The job.
    public var row: JobRow

    /// Creates a job of a queue.
    public init(queue: QueueID, row: JobRow) {
        self.queue = queue
        self.row = row
    }
}
