/// What is remembered of the health of a queue at a moment of its past: the kind of the verdict, without its evidence.
public struct RememberedHealth: Hashable, Sendable {
    /// The verdict; nil where the queue was not read then, or not judged.
    public var verdict: PastVerdict?
    /// The time since when it was seen to be so, in ms since 1970 on the server's clock; nil where that was not looked up.
    public var since: Milliseconds?
    /// Whether it may have been so before, since nothing is kept of that time.
    public var isSinceFirst = false

    /// Creates a kind of verdict that was seen since a time.
    public init(_ verdict: PastVerdict?, since: Milliseconds? = nil, isSinceFirst: Bool = false) {
        (self.verdict, self.since, self.isSinceFirst) = (verdict, since, isSinceFirst)
    }
}

extension RememberedHealth {
    /// A verdict of the same kind without facts, for what depends on the kind alone.
    public var kind: Verdict { verdict?.kind ?? .idle(nextRun: nil) }
}

extension PastVerdict {
    /// A verdict of this kind without facts.
    public var kind: Verdict {
        switch self {
        case .unreadable: .unreadable([])
        case .failing: .failing(failed: 0, finished: 0, since: nil)
        case .unlocked: .unlocked(UnlockedJobs(count: 0, sampled: 0, since: 0))
        case .scattered: .noProgress(.scattered, waiting: 0, since: nil)
        case .noWorker: .noProgress(.noWorker, waiting: 0, since: nil)
        case .workersIdle: .noProgress(.workersIdle(0), waiting: 0, since: nil)
        case .workersUnknown: .noProgress(.workersUnknown, waiting: 0, since: nil)
        case .concurrencyZero: .noProgress(.concurrencyZero, waiting: 0, since: nil)
        case .rateLimited: .noProgress(.rateLimited(until: 0), waiting: 0, since: nil)
        case .waitingForChildren: .noProgress(.waitingForChildren, waiting: 0, since: nil)
        case .paused: .noProgress(.paused, waiting: 0, since: nil)
        case .growing: .growing(backlog: 0, arriving: 0, leaving: 0)
        case .schedulerStopped: .schedulerStopped(StoppedSchedulers(count: 0, first: []))
        case .parentsBlocked: .parentsBlocked(BlockedParents(count: 0, sampled: 0, first: JobID("")))
        case .unmanaged: .unmanaged(UnmanagedJobs(jobs: 0, groups: 0))
        case .missingJobs: .missingJobs(0)
        case .working: .working(untilEmpty: nil)
        case .idle: .idle(nextRun: nil)
        }
    }
}
