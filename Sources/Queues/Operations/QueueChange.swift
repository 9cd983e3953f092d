/// A change of a queue as a whole.
public enum QueueChange: Hashable, Sendable {
    /// Adds a job (data model, 4.22).
    case add(NewJob)
    /// Restores a removed job, while its id is free.
    case restore(RemovedJob)
    /// Lets workers take no more jobs (data model, 4.14).
    case pause
    /// Lets workers take jobs again (data model, 4.15).
    case resume
    /// Removes every waiting job, and the delayed ones if asked (data model, 4.12).
    case drain(delayed: Bool = false)
    /// Removes jobs of a state that are older than a grace period (data model, 4.11).
    case clean(CleanRequest)
    /// Retries all jobs that failed, or completed, before now (data model, 4.6).
    case retryAll(JobState)
    /// Promotes all delayed jobs (data model, 4.8).
    case promoteAll
    /// Removes the queue with all that belongs to it (data model, 4.13). Unless forced, it refuses while jobs are
    /// active.
    case obliterate(force: Bool = false)
    /// Sets the maximum number of active jobs, 1 or more; nil removes the limit (data model, 4.26).
    case setConcurrency(Int?)
    /// Sets the maximum number of jobs that start in a time; nil removes the limit (data model, 4.27).
    case setRateLimit(RateLimit?)
    /// Holds new jobs for a number of ms, at least 1, by an active rate limit (data model, 4.27). Workers obey it where
    /// there is a rate limit, the queue's or their own.
    case holdLimiter(Milliseconds)
    /// Clears the active rate limit (data model, 4.27).
    case releaseLimiter
    /// Keeps about this number of the newest events (data model, 4.31).
    case trimEvents(keeping: Int)
    /// Removes job hashes that are in no list (data model, 4.31).
    case removeUnlisted
    /// Removes the key that older libraries used to order priorities, where it is left over (data model, 1.2).
    case removePriorityKey
    /// Removes a deduplication key, whichever job owns it (data model, 4.28).
    case removeDeduplication([UInt8])
    /// Adds a job scheduler, or changes the one of this id (data model, 4.25); in Bull, a repeatable of this id and
    /// name.
    case upsertScheduler(NewScheduler)
    /// Removes a job scheduler or a legacy repeatable, with its next run (data model, 4.25).
    case removeScheduler([UInt8])
    /// Lets the next run of a job scheduler run now.
    case runScheduler([UInt8])
}

extension QueueChange {
    /// The traits of the change.
    public var traits: ChangeTraits {
        switch self {
        case .drain(let delayed):
            .overJobs(.states([.waiting, .prioritized] + (delayed ? [.delayed] : [])), loses: .jobsForGood)
        case .clean(let request): .overJobs(.clean(request), loses: .jobsForGood)
        case .obliterate:
            .overJobs(.states(JobState.allCases.filter { $0 != .waitingChildren }), loses: .jobsForGood)
        case .retryAll(let state): .overJobs(.states([state]))
        case .promoteAll: .overJobs(.states([.delayed]))
        case .removeUnlisted: .overJobs(.unlisted, loses: .leftovers)
        case .trimEvents: ChangeTraits(isAsked: true)
        case .removePriorityKey: ChangeTraits(isAsked: true, isTidying: true)
        case .removeScheduler: ChangeTraits(isAsked: true)
        case .add, .restore, .pause, .resume, .setConcurrency, .setRateLimit, .holdLimiter, .releaseLimiter,
            .removeDeduplication, .upsertScheduler, .runScheduler:
            ChangeTraits()
        }
    }
}

extension ChangeTraits {
    /// Returns the traits of a change that goes through the jobs of a queue.
    fileprivate static func overJobs(_ count: Count, loses loss: Loss = .nothing) -> ChangeTraits {
        ChangeTraits(loses: loss, isForMany: true, counts: count, isAsked: true)
    }
}

/// The jobs that a clean removes.
public struct CleanRequest: Hashable, Sendable {
    /// The states that can be cleaned, the usual ones first. A job that waits for its children is removed only with
    /// them.
    public static let states: [JobState] = [.completed, .failed, .delayed, .waiting, .prioritized, .active]

    /// The state that is cleaned, one of `states`.
    public var state: JobState
    /// The age below which jobs stay, in ms.
    public var grace: Milliseconds
    /// The maximum number of jobs that are removed; 0 for no limit.
    public var limit: Int
    /// The name of the jobs; nil for any.
    public var name: [UInt8]?

    /// Creates a request for the jobs of a state that are older than `grace` ms.
    public init(state: JobState, grace: Milliseconds, limit: Int = 0, name: [UInt8]? = nil) {
        self.state = state
        self.grace = grace
        self.limit = limit
        self.name = name
    }
}

/// At most `max` jobs start in `duration` ms; both are 1 or more.
public struct RateLimit: Hashable, Sendable {
    /// The maximum number of jobs.
    public var max: Int
    /// The length of the window, in ms.
    public var duration: Milliseconds

    /// Creates a limit of `max` jobs in `duration` ms.
    public init(max: Int, duration: Milliseconds) {
        self.max = max
        self.duration = duration
    }
}
