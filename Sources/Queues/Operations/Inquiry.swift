/// What must be known before a question can be asked, or an editor opened. As a `Watch`, it is derived from what is on
/// the screen.
public enum Inquiry: Hashable, Sendable {
    /// How many jobs an operation is for that goes through these selections, and which come first.
    case selections([Selection])
    /// How many jobs a change of queues is for, and which come first.
    case jobs(of: QueueChange, [QueueID])
    /// What would become of operations, and what jobs would leave behind.
    case rehearsal([Operation])
    /// What goes where jobs are removed, with their children or without them.
    case removal([Operation.Target], children: Bool)
    /// The data of a job, whole.
    case data(Operation.Target)
    /// A job scheduler with the templates of its jobs, to be changed.
    case scheduler(QueueID, id: [UInt8])
    /// Which of some queues have a job of this id.
    case places(of: JobID, among: [QueueID])
}

/// What an inquiry brought.
public enum Finding: Hashable, Sendable {
    /// The number of jobs, and at most `sampleLength` of them: those that have their turn first.
    case jobs(count: Int, sample: [JobID])
    /// The number of jobs that would be moved, at most `sampleLength` of them, and how many of them leave what behind.
    case losses(count: Int, sample: [JobID], [JobLoss: Int])
    /// The descendants that go with jobs, and whether all of it can be restored.
    case removal(ChildCount, Restorability)
    /// JSON text, as the producer wrote it.
    case data([UInt8])
    /// The scheduler as it would be added anew.
    case scheduler(NewScheduler)
    /// The queues that have the job.
    case places([QueueID])
    /// There is no such job or scheduler any more, or it is too large.
    case refused(Refusal)
    /// The server could not be asked.
    case failed(Trouble)

    /// The number of jobs, and the first of them, where they were counted.
    public var counted: (count: Int, sample: [JobID])? {
        switch self {
        case .jobs(let count, let sample), .losses(let count, let sample, _): (count, sample)
        case .removal, .data, .scheduler, .places, .refused, .failed: nil
        }
    }

    /// The jobs of a sample.
    public static let sampleLength = 5
    /// The longest data that is handed to an editor: 16 MiB.
    public static let longestData = 16 * 1_024 * 1_024
}

/// How many jobs a removal takes away.
public struct ChildCount: Hashable, Sendable {
    /// The descendants of a job: its children, theirs, and so on. The job itself is not counted.
    public var jobs: Int
    /// Whether all were counted; otherwise there are more.
    public var isComplete: Bool

    /// This number, or more where it is not complete.
    public init(jobs: Int, isComplete: Bool = true) {
        self.jobs = jobs
        self.isComplete = isComplete
    }
}
