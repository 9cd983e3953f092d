/// What is known of a queue besides its counts: what a verdict needs to be sure. What is nil was not read, or cannot be.
public struct QueueEvidence: Equatable, Sendable {
    /// Jobs that failed within `HealthThreshold.failing` before they were counted, and are kept.
    public var recentFailed: Int?
    /// Jobs that completed within that time, and are kept.
    public var recentCompleted: Int?
    /// When the first of those failed, in ms since 1970; they may have begun before that time.
    public var failingSince: Milliseconds?
    /// The active jobs without a lock; nil while none were seen.
    public var unlocked: UnlockedJobs?
    /// When a job was last seen to be active, or another one than before to be next to run, in ms since 1970 on the
    /// server's clock; nil while neither was.
    public var movedAt: Milliseconds?
    /// When the rate limit lets jobs start again, in ms since 1970 on the server's clock; nil where none holds them.
    public var limitedUntil: Milliseconds?
    /// The workers that are connected; nil where the server does not list them.
    public var workers: Int?
    /// When the first delayed job is to run, in ms since 1970; nil without one.
    public var nextRun: Milliseconds?
    /// The schedulers that were looked at, soonest first, and do not run any more.
    public var stoppedSchedulers: StoppedSchedulers?
    /// Parents that wait for children that will never finish.
    public var blockedParents: BlockedParents?
    /// Ids that have no job, among those that were looked at.
    public var missingJobs: Int
    /// Jobs in structures that only another program understands.
    public var unmanaged: UnmanagedJobs?
    /// How many jobs waited and finished in the last minutes, the oldest sample first.
    public var history: [BacklogSample]

    /// Nothing is known yet.
    public init() {
        missingJobs = 0
        history = []
    }
}

/// Active jobs that no worker holds.
public struct UnlockedJobs: Hashable, Sendable {
    /// How many of those that were looked at.
    public var count: Int
    /// How many were looked at.
    public var sampled: Int
    /// Since when the first of them was seen so, in ms since 1970 on the server's clock.
    public var since: Milliseconds
    /// When the first of them was started, in ms since 1970 on the worker's clock; nil where nothing says it.
    public var started: Milliseconds?

    /// Creates a number, and the total.
    public init(count: Int, sampled: Int, since: Milliseconds, started: Milliseconds? = nil) {
        (self.count, self.sampled, self.since, self.started) = (count, sampled, since, started)
    }
}

/// Job schedulers that add no more jobs.
public struct StoppedSchedulers: Hashable, Sendable {
    /// How many.
    public var count: Int
    /// The id of one of them.
    public var first: [UInt8]

    /// Creates a number of schedulers, one of which has this id.
    public init(count: Int, first: [UInt8]) { (self.count, self.first) = (count, first) }
}

/// Parents of flows that wait for children that failed without a policy for that, or that are gone.
public struct BlockedParents: Hashable, Sendable {
    /// How many of those that were looked at.
    public var count: Int
    /// How many were looked at.
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
    /// How many.
    public var jobs: Int
    /// In how many groups.
    public var groups: Int
    /// Whether the jobs of all groups were counted; else there are at least this many.
    public var isWhole: Bool

    /// Creates the number of jobs, and of the groups that they are in.
    public init(jobs: Int, groups: Int, isWhole: Bool = true) {
        (self.jobs, self.groups, self.isWhole) = (jobs, groups, isWhole)
    }
}

/// How much of a queue waited at a moment, and how fast it went.
public struct BacklogSample: Hashable, Sendable {
    /// When, in ms since 1970 on the server's clock.
    public var time: Milliseconds
    /// Waiting jobs, those with a priority included.
    public var backlog: Int
    /// Jobs that finished in the minute before.
    public var finished: Int

    /// Creates a sample.
    public init(time: Milliseconds, backlog: Int, finished: Int) {
        (self.time, self.backlog, self.finished) = (time, backlog, finished)
    }
}
