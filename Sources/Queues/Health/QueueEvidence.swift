/// The facts for a verdict on a queue, besides its counts. A value that was not read, or cannot be, is nil.
public struct QueueEvidence: Equatable, Sendable {
    /// Jobs that failed within the threshold `failing` before they were counted, and are kept.
    public var recentFailed: Int?
    /// The number of jobs that are kept and completed within that time.
    public var recentCompleted: Int?
    /// Whether no completed job is kept that finished before that time: then others may have completed within it and been
    /// removed.
    public var keptOnly = false
    /// The time at which the first of those failed, in ms since 1970; failures may have begun earlier.
    public var failingSince: Milliseconds?
    /// The active jobs without a lock; nil while none were seen.
    public var unlocked: UnlockedJobs?
    /// The time at which an active job was last seen, or the next job to run was last seen to change, in ms since 1970
    /// on the server's clock; nil while neither was seen.
    public var movedAt: Milliseconds?
    /// The time at which the active rate limit lets jobs start again, in ms since 1970 on the server's clock; nil where
    /// none is active.
    public var limitedUntil: Milliseconds?
    /// The number of connected workers; nil where the server does not list them.
    public var workers: Int?
    /// The time at which the first delayed job runs, in ms since 1970; nil without a delayed job.
    public var nextRun: Milliseconds?
    /// The number of schedulers; nil before they are counted, and where there are many.
    public var schedulers: Int?
    /// The schedulers that do not run any more, among those that were looked at, soonest first.
    public var stoppedSchedulers: StoppedSchedulers?
    /// Parents that wait for children that will never finish.
    public var blockedParents: BlockedParents?
    /// Whether a cluster keeps its keys in several slots, where BullMQ cannot work on it (deployments, 1.2).
    public var isScattered: Bool
    /// The number of missing jobs among the ids that were looked at.
    public var missingJobs: Int
    /// The jobs in structures that only another program understands.
    public var unmanaged: UnmanagedJobs?
    /// The number of waiting and finished jobs in the last minutes, the oldest sample first.
    public var history: [BacklogSample]

    /// Creates evidence of nothing.
    public init() {
        isScattered = false
        missingJobs = 0
        history = []
    }
}

/// Active jobs without a lock.
public struct UnlockedJobs: Hashable, Sendable {
    /// The number of them, among those that were looked at.
    public var count: Int
    /// The number of jobs that were looked at.
    public var sampled: Int
    /// Since when the first of them has been seen without a lock, in ms since 1970 on the server's clock.
    public var since: Milliseconds
    /// The time at which the first of them was started, in ms since 1970 on the worker's clock; nil where no job has
    /// that time.
    public var started: Milliseconds?

    /// Creates a number, and the total.
    public init(count: Int, sampled: Int, since: Milliseconds, started: Milliseconds? = nil) {
        (self.count, self.sampled, self.since, self.started) = (count, sampled, since, started)
    }
}

/// Job schedulers that add no more jobs.
public struct StoppedSchedulers: Hashable, Sendable {
    /// The number of them.
    public var count: Int
    /// The id of one of them.
    public var first: [UInt8]

    /// Creates a number of schedulers, one of which has this id.
    public init(count: Int, first: [UInt8]) { (self.count, self.first) = (count, first) }
}

/// Parents of flows that wait for children that have failed without a policy for that, or have vanished.
public struct BlockedParents: Hashable, Sendable {
    /// The number of them, among those that were looked at.
    public var count: Int
    /// The number of parents that were looked at.
    public var sampled: Int
    /// The id of one of them.
    public var first: JobID

    /// Creates a number, and the total; one of them has this id.
    public init(count: Int, sampled: Int, first: JobID) {
        (self.count, self.sampled, self.first) = (count, sampled, first)
    }
}

/// Jobs that a queue holds in structures that only another program understands, such as the groups of BullMQ Pro.
public struct UnmanagedJobs: Hashable, Sendable {
    /// The number of jobs.
    public var jobs: Int
    /// The number of groups.
    public var groups: Int
    /// Whether the jobs of all groups were counted; if not, `jobs` is a minimum.
    public var isWhole: Bool

    /// Creates the number of jobs, and of the groups that they are in.
    public init(jobs: Int, groups: Int, isWhole: Bool = true) {
        (self.jobs, self.groups, self.isWhole) = (jobs, groups, isWhole)
    }
}

/// The size of a backlog at one moment, and how fast it was worked off.
public struct BacklogSample: Hashable, Sendable {
    /// The moment, in ms since 1970 on the server's clock.
    public var time: Milliseconds
    /// The number of waiting jobs, prioritized ones included.
    public var backlog: Int
    /// The number of jobs that finished in the minute before.
    public var finished: Int

    /// Creates a sample.
    public init(time: Milliseconds, backlog: Int, finished: Int) {
        (self.time, self.backlog, self.finished) = (time, backlog, finished)
    }
}
