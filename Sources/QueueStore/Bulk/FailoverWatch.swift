import Queues
import Redis
import Threads

/// Looks after an operation on many jobs where another server may become the primary, as Sentinels or a cluster let it. What
/// the former one did between the promotion of its replica and its own end is lost: it answers until it is told, and behind
/// Sentinels for seconds after. So the jobs that are unchanged at the next primary count as not tried, and are sent again.
final class FailoverWatch {
    private let store: QueueStore
    private let key: [UInt8]
    private var ledger = JobLedger()
    /// The connection whose server has what the ledger says.
    private var server: Connection?
    /// Whether the server has said, to a change, that it takes none now.
    var isDemoted = false
    /// The trouble by which the connection was lost last.
    private(set) var loss: Trouble?
    /// The time of the first loss since something was done, on the monotonic clock, in ms.
    private var lossTime: Milliseconds?
    private var look = FailoverLook()

    /// Creates one for a change in a queue; nil where nobody takes over, or the change could not be made again.
    init?(_ store: QueueStore, _ change: JobChange, in queue: QueueID) {
        guard store.mayFailOver, store.rehearsal == nil, change.isRepeatable else { return nil }
        self.store = store
        key = QueueKeys(queue).wait
        server = store.connection?.server(of: key)
    }

    /// Whether the connection is not the one whose server has what was noted.
    var isBehind: Bool { isDemoted || server == nil || server !== store.connection?.server(of: key) }

    /// Whether a failover is under way, as far as is known.
    var isOpen: Bool { isBehind || look.isOpen }

    /// Records the outcome of a job.
    func note(_ job: JobID, _ outcome: Outcome) { ledger.note(job, outcome) }

    /// Records jobs whose answer did not arrive.
    func note(unanswered jobs: some Sequence<JobID>) { ledger.note(unanswered: jobs) }

    /// Connects to the present primary, where that is needed, and returns the hashes of the jobs that it has unchanged. They are
    /// taken out of the tally.
    func lostJobs(_ walk: BulkWalk, in state: JobState, _ tally: inout Tally) throws(Trouble) -> Set<Int> {
        if isDemoted || !store.isConnected { try store.connect() }
        isDemoted = false
        let unchanged = try walk.present(store, where: ledger.isSent)
        ledger.takeBack(unchanged, from: &tally)
        // Workers do not take these, so that it was the change that took them out of their state.
        if [.failed, .completed].contains(state) { ledger.settle(in: &tally) }
        server = store.connection?.server(of: key)
        return unchanged
    }

    /// Records that jobs were tried without a trouble.
    func noteProgress() { lossTime = nil }

    /// Records the trouble that has ended an attempt. Throws it where it does not pass with a failover, and `failoverOpen` where
    /// that has lasted too long.
    func lose(_ trouble: Trouble) throws(Trouble) {
        guard isLoss(trouble) else { throw trouble }
        if trouble.leavesDoubt, !isDemoted { loss = trouble }
        let start = lossTime ?? MonotonicClock.now
        lossTime = start
        guard MonotonicClock.now - start < store.failoverPatience else { throw .failoverOpen }
    }

    /// Returns whether no failover is under way, so that what was done is done at the primary that stays.
    func isSettled() throws(Trouble) -> Bool {
        try look.isOver(store, key, patience: store.failoverPatience) && !isBehind
    }

    /// Returns whether an error may pass with a failover.
    private func isLoss(_ error: Trouble) -> Bool {
        guard store.stop?.isStopped != true else { return false }
        switch error {
        case .unreachable, .timedOut, .silent, .disconnected, .loading, .masterDown, .clusterDown, .slotMoving:
            return true
        case .failoverOpen: return isDemoted
        case .notSent(let trouble): return isLoss(trouble)
        default: return false
        }
    }
}

extension JobChange {
    /// Whether making it twice is the same as making it once. Where it is not, a change that an unknown part of the jobs may
    /// have is not made again.
    var isRepeatable: Bool {
        switch self {
        case .addLog, .duplicate: false
        case .retry, .promote, .remove, .removeUnprocessedChildren, .breakDependency, .changeDelay, .changePriority,
            .updateData, .clearLogs, .move, .revive, .release, .removeMissing, .removeDeduplication:
            true
        }
    }
}
