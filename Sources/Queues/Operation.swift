/// Something that changes a job. Each is one atomic script, which checks its preconditions again on the server.
public enum Operation: Hashable, Sendable {
    /// Puts a failed or completed job back into its queue (data model, 4.4 and 4.5).
    case retry(Target)
    /// Removes a job, and its children as the official call does by default (data model, 4.9).
    case remove(Target)
    /// Lets a delayed job run now (data model, 4.7).
    case promote(Target)

    /// The job that an operation is for.
    public struct Target: Hashable, Sendable {
        /// The job's queue.
        public var queue: QueueID
        /// The job.
        public var job: JobID
        /// The state in which the operator saw it. The script refuses where it is in another one by now.
        public var state: JobState

        /// A job as the operator saw it.
        public init(queue: QueueID, job: JobID, state: JobState) {
            self.queue = queue
            self.job = job
            self.state = state
        }
    }

    /// The job that the operation is for.
    public var target: Target {
        switch self {
        case .retry(let target), .remove(let target), .promote(let target): target
        }
    }
}

/// What became of an operation.
public enum Outcome: Hashable, Sendable {
    /// It was done.
    case done
    /// The server looked, and changed nothing.
    case refused(Refusal)
    /// The server could not be asked, or its answer did not arrive: it may have been done or not.
    case failed(Trouble)
}

/// Why an operation changed nothing.
public enum Refusal: Hashable, Sendable {
    /// A worker holds the job's lock.
    case locked
    /// A worker holds the lock of one of the job's children.
    case childLocked
    /// The job does not exist any more.
    case vanished
    /// The job is in another state by now; nil where it is in none.
    case moved(to: JobState?)
    /// The job is the pending iteration of this job scheduler, which would stop without it.
    case pendingIteration(scheduler: [UInt8])
    /// The ACL user may not do it; the server's own words.
    case noPermission(String)
    /// The server is a replica, or read-only for another reason.
    case readOnlyServer
    /// The operation does not exist for this layout.
    case unsupported(Family)
}
