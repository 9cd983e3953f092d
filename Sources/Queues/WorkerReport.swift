/// The workers of one queue or of all, and the jobs that they hold.
public struct WorkerReport: Equatable, Sendable {
    /// The most active jobs that are read.
    public static let jobLimit = 500

    /// The connected workers in the order of their queues; nil where the server does not list its clients.
    public var workers: [Worker]?
    /// Whether clients wait for jobs without a name, as workers of older libraries do: nothing shows for which queue.
    public var hasNameless = false
    /// Active jobs; of each queue those that were started first.
    public var jobs: [HeldJob] = []
    /// Active jobs in all, of the queues that could be read.
    public var active = 0
    /// Ids in the lists of active jobs whose job does not exist.
    public var missing = 0
    /// The lists and jobs that could not be read.
    public var unreadable = UnreadableKeys()

    /// Nothing, with clients that are not listed.
    public init() {}
}

/// An active job, as its worker left it: with its lock, and the name of the worker where one is kept.
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
