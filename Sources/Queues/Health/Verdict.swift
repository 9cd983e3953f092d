/// A verdict on a queue, with the facts that prove it.
public enum Verdict: Hashable, Sendable {
    /// Some of its keys cannot be read, so that no other verdict is certain.
    case unreadable([Unreadable])
    /// Jobs have failed lately: their number, that of finished jobs, when the first of them failed, and which of the completed
    /// ones are among the finished jobs.
    case failing(failed: Int, finished: Int, since: Milliseconds?, completed: Completed = .all)
    /// Jobs are active without a lock.
    case unlocked(UnlockedJobs)
    /// No job is active, and the cause is known. `waiting` jobs could run, the oldest since then.
    case noProgress(Standstill, waiting: Int, since: Milliseconds?)
    /// More jobs are added than finish, in jobs a minute.
    case growing(backlog: Int, arriving: Int, leaving: Int)
    case schedulerStopped(StoppedSchedulers)
    case parentsBlocked(BlockedParents)
    case unmanaged(UnmanagedJobs)
    /// At least this number of ids have no job.
    case missingJobs(Int)
    /// Jobs are active, or will be at once. A backlog that shrinks is empty in a number of minutes.
    case working(untilEmpty: Int?)
    /// No job is to run before this time; nil where no run is known.
    case idle(nextRun: Milliseconds?)
    /// What is remembered of a moment of the past, without evidence.
    case remembered(RememberedHealth)

    /// The part of the jobs completed lately that is known.
    public enum Completed: Hashable, Sendable {
        /// All of them.
        case all
        /// Those that are kept; others may have been removed.
        case kept
        /// None, since none is kept.
        case unknown
    }

    /// The cause of no progress.
    public enum Standstill: Hashable, Sendable {
        /// A cluster keeps its keys in several slots, so that BullMQ cannot work on it.
        case scattered
        /// The queue is paused.
        case paused
        /// Its global concurrency is 0.
        case concurrencyZero
        /// The active rate limit lets no job start before this time, ms since 1970 on the server's clock.
        case rateLimited(until: Milliseconds)
        /// No worker is connected.
        case noWorker
        /// A number of workers are connected, and none takes a job.
        case workersIdle(Int)
        /// The server does not list its clients.
        case workersUnknown
        /// All waiting jobs are parents that wait for children.
        case waitingForChildren
    }

    /// The action against the problem that a verdict reports.
    public enum Remedy: Hashable, CaseIterable, Sendable {
        case addHashTag, seeKey, seeCauses, releaseJobs, resume, setConcurrency, releaseLimiter, addWorker, seeWorkers,
            permitWorkers
        case seeChildren
        case restartScheduler, seeOtherProgram, removeMissing
    }

    /// The rank of the verdict, 0 for the gravest. Verdicts of one kind have the same rank.
    public var gravity: Int {
        switch self {
        case .unreadable: 0
        case .failing: 1
        case .unlocked: 2
        case .noProgress: 3
        case .growing: 4
        case .schedulerStopped: 5
        case .parentsBlocked: 6
        case .unmanaged: 7
        case .missingJobs: 8
        case .working: 9
        case .idle: 10
        case .remembered(let past): past.kind.gravity
        }
    }

    /// Whether the operator should look at it.
    public var wantsAttention: Bool {
        switch self {
        case .working, .idle, .unmanaged: false
        case .unreadable, .failing, .unlocked, .noProgress, .growing, .schedulerStopped, .parentsBlocked, .missingJobs:
            true
        case .remembered(let past): past.kind.wantsAttention
        }
    }

    /// The action that mends it; nil where nothing is wrong.
    public var remedy: Remedy? {
        switch self {
        case .unreadable: .seeKey
        case .failing: .seeCauses
        case .unlocked: .releaseJobs
        case .noProgress(let standstill, _, _): standstill.remedy
        case .growing: .addWorker
        case .schedulerStopped: .restartScheduler
        case .parentsBlocked: .seeChildren
        case .unmanaged: .seeOtherProgram
        case .missingJobs: .removeMissing
        case .working, .idle, .remembered: nil
        }
    }

    /// Its name in JSON and in alarms.
    public var word: String {
        switch self {
        case .unreadable: "unreadable"
        case .failing: "failing"
        case .unlocked: "active-without-lock"
        case .noProgress: "no-progress"
        case .growing: "backlog-growing"
        case .schedulerStopped: "scheduler-stopped"
        case .parentsBlocked: "parents-blocked"
        case .unmanaged: "unmanaged-jobs"
        case .missingJobs: "missing-jobs"
        case .working: "working"
        case .idle: "idle"
        case .remembered(let past): past.verdict == nil ? "unknown" : past.kind.word
        }
    }
}

extension Verdict.Standstill {
    /// Its name in JSON and in alarms.
    public var word: String {
        switch self {
        case .scattered: "several-slots"
        case .paused: "paused"
        case .concurrencyZero: "concurrency-0"
        case .rateLimited: "rate-limited"
        case .noWorker: "no-worker"
        case .workersIdle: "workers-idle"
        case .workersUnknown: "unknown"
        case .waitingForChildren: "waiting-children"
        }
    }

    fileprivate var remedy: Verdict.Remedy {
        switch self {
        case .scattered: .addHashTag
        case .paused: .resume
        case .concurrencyZero: .setConcurrency
        case .rateLimited: .releaseLimiter
        case .noWorker: .addWorker
        case .workersIdle: .seeWorkers
        case .workersUnknown: .permitWorkers
        case .waitingForChildren: .seeChildren
        }
    }
}
