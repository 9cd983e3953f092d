/// What is to be said of a queue, with the facts that prove it.
public enum Verdict: Hashable, Sendable {
    /// Some of its keys cannot be read, so that nothing else is sure.
    case unreadable([Unreadable])
    /// Jobs have failed lately: how many of those that finished, and when the first of them did.
    case failing(failed: Int, finished: Int, since: Milliseconds?)
    /// Active jobs that no worker holds.
    case unlocked(UnlockedJobs)
    /// Nothing runs, and this is why. `waiting` jobs could run, the oldest since then.
    case noProgress(Standstill, waiting: Int, since: Milliseconds?)
    /// More jobs come than go, in jobs a minute.
    case growing(backlog: Int, arriving: Int, leaving: Int)
    case schedulerStopped(StoppedSchedulers)
    case parentsBlocked(BlockedParents)
    case unmanaged(UnmanagedJobs)
    /// A number of ids, or more, have no job.
    case missingJobs(Int)
    /// Jobs run, or are about to. Where the backlog becomes smaller, it is gone in a number of minutes.
    case working(untilEmpty: Int?)
    /// Nothing is to be done before then; nil where nothing is known to come.
    case idle(nextRun: Milliseconds?)

    /// Why no job runs.
    public enum Standstill: Hashable, Sendable {
        /// The queue is paused.
        case paused
        /// Its global concurrency is 0.
        case concurrencyZero
        /// The rate limit lets none start before then, ms since 1970 on the server's clock.
        case rateLimited(until: Milliseconds)
        /// No worker is connected.
        case noWorker
        /// A number of workers are connected, and none takes a job.
        case workersIdle(Int)
        /// The server does not list its clients.
        case workersUnknown
        /// All that waits are parents, which wait for children.
        case waitingForChildren
    }

    /// What mends it.
    public enum Remedy: Hashable, Sendable {
        case seeKey, seeCauses, releaseJobs, resume, setConcurrency, releaseLimiter, addWorker, seeWorkers,
            permitWorkers
        case seeChildren
        case restartScheduler, seeOtherProgram, removeMissing
    }

    /// The gravest is 0. Verdicts of one kind are equally grave.
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
        }
    }

    /// Whether a person should look at it.
    public var wantsAttention: Bool {
        switch self {
        case .working, .idle, .unmanaged: false
        case .unreadable, .failing, .unlocked, .noProgress, .growing, .schedulerStopped, .parentsBlocked, .missingJobs:
            true
        }
    }

    /// What mends it; nil where nothing is wrong.
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
        case .working, .idle: nil
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
        }
    }
}

extension Verdict.Standstill {
    /// Its name in JSON and in alarms.
    public var word: String {
        switch self {
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
