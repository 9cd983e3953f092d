/// A change of what a server holds. Each is made of atomic scripts, which check its preconditions again on the server.
public enum Operation: Hashable, Sendable {
    /// Changes one job.
    case job(JobChange, Target)
    /// Changes many jobs, in batches.
    case jobs(JobChange, Selection)
    /// Changes a queue as a whole, or adds to it.
    case queue(QueueChange, QueueID)

    /// The job that an operation is for.
    public struct Target: Hashable, Sendable {
        /// The job's queue.
        public var queue: QueueID
        /// The job.
        public var job: JobID
        /// The state in which the operator saw it; nil for any. The script refuses a job that is in another state by
        /// now.
        public var state: JobState?

        /// Creates a job as the operator saw it.
        public init(queue: QueueID, job: JobID, state: JobState?) {
            self.queue = queue
            self.job = job
            self.state = state
        }
    }

    /// The queue that it changes.
    public var queue: QueueID {
        switch self {
        case .job(_, let target): target.queue
        case .jobs(_, let selection): selection.queue
        case .queue(_, let queue): queue
        }
    }
}

extension Operation {
    /// The traits of its change.
    public var traits: ChangeTraits {
        switch self {
        case .job(let change, _), .jobs(let change, _): change.traits
        case .queue(let change, _): change.traits
        }
    }

    /// The change of jobs that it makes; nil where it changes a queue.
    public var jobChange: JobChange? {
        switch self {
        case .job(let change, _), .jobs(let change, _): change
        case .queue: nil
        }
    }

    /// Whether it may change many jobs.
    public var isForMany: Bool {
        switch self {
        case .job: false
        case .jobs(_, let selection): selection.scope.isForMany
        case .queue(let change, _): change.traits.isForMany
        }
    }

    /// Puts a failed or completed job back into its queue.
    public static func retry(_ target: Target) -> Operation { .job(.retry(), target) }

    /// Removes a job with its children.
    public static func remove(_ target: Target) -> Operation { .job(.remove(), target) }

    /// Lets a delayed job run now.
    public static func promote(_ target: Target) -> Operation { .job(.promote, target) }
}

/// The result of a rehearsal: the server has checked everything that the operation would check, and changed nothing.
public struct Rehearsal: Hashable, Sendable {
    /// The outcome that the operation would have.
    public var outcome: Outcome
    /// The first jobs that it would change, at most `sampleLength`.
    public var sample: [JobID]

    /// The maximum number of jobs that are listed.
    public static let sampleLength = 10

    /// Creates the rehearsal of an operation that would end with this outcome.
    public init(_ outcome: Outcome, sample: [JobID] = []) {
        self.outcome = outcome
        self.sample = sample
    }
}
