/// The kind of a verdict without its evidence, as it is kept of the past. The gravest comes first.
public enum PastVerdict: Int, CaseIterable, Hashable, Sendable {
    case unreadable, failing, unlocked
    case scattered, noWorker, workersIdle, workersUnknown, concurrencyZero, rateLimited, waitingForChildren, paused
    case growing, schedulerStopped, parentsBlocked, unmanaged, missingJobs, working, idle

    /// Creates the kind of a verdict.
    ///
    /// What is remembered stays what it was; where that is nothing, it counts as unreadable.
    public init(_ verdict: Verdict) {
        self =
            switch verdict {
            case .remembered(let past): past.verdict ?? .unreadable
            case .unreadable: .unreadable
            case .failing: .failing
            case .unlocked: .unlocked
            case .noProgress(let standstill, _, _): PastVerdict(standstill)
            case .growing: .growing
            case .schedulerStopped: .schedulerStopped
            case .parentsBlocked: .parentsBlocked
            case .unmanaged: .unmanaged
            case .missingJobs: .missingJobs
            case .working: .working
            case .idle: .idle
            }
    }

    private init(_ standstill: Verdict.Standstill) {
        self =
            switch standstill {
            case .scattered: .scattered
            case .paused: .paused
            case .concurrencyZero: .concurrencyZero
            case .rateLimited: .rateLimited
            case .noWorker: .noWorker
            case .workersIdle: .workersIdle
            case .workersUnknown: .workersUnknown
            case .waitingForChildren: .waitingForChildren
            }
    }
}
