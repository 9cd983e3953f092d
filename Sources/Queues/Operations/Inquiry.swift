/// A fact that must be known before a question can be asked, or an editor opened. Like a `Watch`, it follows from what
/// is on the screen.
public enum Inquiry: Hashable, Sendable {
    /// The number of jobs in these selections, and the first of them.
    case selections([Selection])
    /// The number of jobs that a change of queues is for, and the first of them.
    case jobs(of: QueueChange, [QueueID])
    /// The outcome that operations would have, and what moved jobs would leave behind.
    case rehearsal([Operation])
    /// The jobs that a removal would remove, with their children or without them.
    case removal([Operation.Target], children: Bool)
    /// The whole data of a job.
    case data(Operation.Target)
    /// A job scheduler with the templates of its jobs, to be edited.
    case scheduler(QueueID, id: [UInt8])
    /// The queues, among these, that have a job of this id.
    case places(of: JobID, among: [QueueID])
}

/// The answer to an inquiry.
public enum Finding: Hashable, Sendable {
    /// The number of jobs, and at most `sampleLength` of them: those that come first.
    case jobs(count: Int, sample: [JobID])
    /// The number of jobs that would be moved, at most `sampleLength` of them, and the number of jobs that would lose
    /// each thing.
    case losses(count: Int, sample: [JobID], [JobLoss: Int])
    /// The number of descendants that would be removed as well, and whether all of them can be restored.
    case removal(ChildCount, Restorability)
    /// JSON text, as the producer wrote it.
    case data([UInt8])
    /// The scheduler, as a new one with its values.
    case scheduler(NewScheduler)
    /// The queues that have the job.
    case places([FoundPlace])
    /// The job or scheduler does not exist (any more), or is too large.
    case refused(Refusal)
    /// The server could not be asked.
    case failed(Trouble)

    /// The number of jobs and the first of them, where they were counted.
    public var counted: (count: Int, sample: [JobID])? {
        switch self {
        case .jobs(let count, let sample), .losses(let count, let sample, _): (count, sample)
        case .removal, .data, .scheduler, .places, .refused, .failed: nil
        }
    }

    /// The maximum number of jobs in a sample.
    public static let sampleLength = 5
    /// The maximum length of data that an editor gets: 16 MiB.
    public static let longestData = 16 * 1_024 * 1_024
}

/// The number of jobs that a removal removes.
public struct ChildCount: Hashable, Sendable {
    /// The number of descendants of a job: its children, theirs, and so on. The job itself is not counted.
    public var jobs: Int
    /// Whether all were counted; if not, there are more.
    public var isComplete: Bool

    /// Creates a count; there are more where it is not complete.
    public init(jobs: Int, isComplete: Bool = true) {
        self.jobs = jobs
        self.isComplete = isComplete
    }
}

/// A queue that has a job of the id that was looked for.
public struct FoundPlace: Hashable, Sendable {
    /// The maximum number of places of which name and state are read.
    public static let describedLimit = 100

    /// The queue.
    public var queue: QueueID
    /// The name of the job there; nil where it was not read.
    public var name: [UInt8]?
    /// The state whose list has its id; nil where none has, and where that was not read.
    public var state: JobState?

    /// Creates a place.
    public init(queue: QueueID, name: [UInt8]? = nil, state: JobState? = nil) {
        self.queue = queue
        self.name = name
        self.state = state
    }
}
