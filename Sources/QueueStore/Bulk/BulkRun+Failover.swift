import Queues
import Redis
import Threads

/// An operation on many jobs goes on at the next primary when Sentinels replace the one that it began at. What the former one
/// did between the promotion of its replica and its own end is lost: it answers until the Sentinels have named the next one,
/// and for seconds after. So the jobs that are unchanged at the next primary count as not tried, and are sent again.
extension BulkRun {
    /// The time between two questions to the Sentinels, in ms.
    private static let pause: Milliseconds = 200
    /// The time for which a failover is waited for that no Sentinel begins, though they do not reach the primary, in ms.
    private static let beginning: Milliseconds = 10_000

    /// Goes through the jobs, at each next primary again, until no failover is under way.
    mutating func follow(_ walk: inout BulkWalk) throws(Trouble) {
        store.followingPatience = Self.pause
        defer { store.followingPatience = nil }
        var end: Milliseconds?
        while !log.isCutShort {
            do throws(Trouble) {
                if isBehind { try catchUp(&walk) }
                try go(through: &walk)
                end = nil
                if isBehind { continue }
                try awaitFailover()
                if !isBehind { break }
            } catch {
                guard isLoss(error) else { throw error }
                log.tried = walk.examined - rest.count
                if error.leavesDoubt, !isDemoted { loss = error }
                let deadline = end ?? MonotonicClock.now + store.failoverPatience
                end = deadline
                try reconnect(until: deadline)
            }
        }
        // What was sent to a former primary last may be lost with it.
        if log.isCutShort, isBehind || store.hasMoved() || !store.isConnected { log.fail(.failoverOpen) }
        log.tally.dropRepeatedRemovals()
        if log.tally.failed > 0 { log.tally.trouble = loss }
    }

    /// Whether the connection is not the one whose server has what the ledger says.
    var isBehind: Bool { ledger.map { $0.generation != store.generation } ?? false }

    /// Returns whether an error may pass with a failover.
    private func isLoss(_ error: Trouble) -> Bool {
        guard store.stop?.isStopped != true else { return false }
        switch error {
        case .unreachable, .timedOut, .silent, .disconnected, .loading, .masterDown: return true
        case .failoverOpen: return isDemoted
        case .notSent(let trouble): return isLoss(trouble)
        default: return false
        }
    }

    /// Connects to the primary that the Sentinels name, as soon as it answers. Throws `failoverOpen` where none does until then.
    private mutating func reconnect(until deadline: Milliseconds) throws(Trouble) {
        isDemoted = false
        while !log.isCutShort {
            guard MonotonicClock.now < deadline else { throw .failoverOpen }
            do throws(Trouble) {
                return try store.connect()
            } catch {
                guard isLoss(error) else { throw error }
            }
            waitForSentinels()
        }
    }

    /// Waits until no failover is under way, so that what was done is done at the primary that stays.
    private mutating func awaitFailover() throws(Trouble) {
        let start = MonotonicClock.now
        while !log.isCutShort {
            let sign = try store.failover()
            let waited = MonotonicClock.now - start
            if sign == .none || sign == .primaryDown && waited >= Self.beginning { return }
            guard waited < store.failoverPatience else { throw .failoverOpen }
            waitForSentinels()
            if log.isCutShort { log.fail(.failoverOpen) }
        }
    }

    /// Waits a moment, and ends the operation where that is requested.
    private mutating func waitForSentinels() {
        _ = Bell().wait(milliseconds: Self.pause, or: store.stop?.descriptor)
        goOn()
    }

    /// Finds the jobs that the new primary has unchanged, and lets the walk return them again.
    private mutating func catchUp(_ walk: inout BulkWalk) throws(Trouble) {
        guard var ledger else { return }
        let generation = store.generation
        let sent = ledger
        var unchanged = try walk.present(store) { sent.isSent($0) }
        let kept = log.tally.removed.reduce(0) { $0 + $1.memory }
        ledger.takeBack(unchanged, from: &log.tally)
        room += kept - log.tally.removed.reduce(0) { $0 + $1.memory }
        // Workers do not take these, so that it was the change that took them out of their state.
        if [.failed, .completed].contains(selection.state) { ledger.settle(in: &log.tally) }
        unchanged.formUnion(rest.map(\.hashValue))
        walk.takeBack(unchanged)
        rest = []
        log.tried = walk.examined
        line.beginAgain()
        ledger.generation = generation
        self.ledger = ledger
    }
}

extension Tally {
    /// Keeps each removed job once, as it was removed last: a child goes again with a parent that is removed again.
    fileprivate mutating func dropRepeatedRemovals() {
        var known: Set<JobPlace> = []
        removed = removed.reversed().filter { known.insert(JobPlace(queue: $0.queue, id: $0.id)).inserted }.reversed()
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
