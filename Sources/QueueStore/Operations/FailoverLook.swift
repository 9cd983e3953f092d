import Queues
import Redis
import Threads

/// Looks whether a failover is under way: once where none is, or again and again until it is over.
struct FailoverLook {
    /// The time between two looks, in ms.
    static let pause: Milliseconds = 200
    /// The time for which a failover is waited for that no Sentinel begins, though they do not reach the primary, in ms.
    private static let beginning: Milliseconds = 10_000

    /// The time of the first sign of a failover that is not over, on the monotonic clock, in ms.
    private var start: Milliseconds?

    /// Whether a failover was under way at the last look.
    var isOpen: Bool { start != nil }

    /// Asks whether no failover is under way at the servers with a key: what is done at the server of the connection, which may
    /// be another one then, stays. Throws `failoverOpen` where that lasts longer than `patience`, in ms.
    mutating func isOver(_ store: QueueStore, _ key: [UInt8], patience: Milliseconds) throws(Trouble) -> Bool {
        let sign = try store.failover(of: key)
        guard sign != .none else {
            start = nil
            return true
        }
        let (now, start) = (MonotonicClock.now, start ?? MonotonicClock.now)
        self.start = start
        if sign == .primaryDown, now - start >= Self.beginning { return true }
        guard now - start < patience else { throw .failoverOpen }
        return false
    }

    /// Waits until the next look, or until the store is stopped.
    static func wait(_ store: QueueStore) {
        _ = Bell().wait(milliseconds: pause, or: store.stop?.descriptor)
    }
}

/// Changes that no ledger follows to the next primary, of one job or of a queue.
extension QueueStore {
    /// The time from a look at the Sentinels in which no failover can begin and promote a replica, in ms: a Sentinel does one
    /// step of it each 50 to 100 ms, and the promotion is the third.
    private static let sureTime: Milliseconds = 100
    /// The time for which a single change waits for the end of a failover, in ms.
    private static let patience: Milliseconds = 15_000

    /// Performs a change at a primary that stays. Where Sentinels are about to replace it, waits for the next one: what the
    /// former one does from then on is lost. A change that took longer, so that one may have been lost, is told as doubtful.
    func atPrimary(
        of queue: QueueID, _ change: () throws(Trouble) -> Outcome
    ) throws(Trouble) -> Outcome {
        _ = try living()
        guard mayFailOver, rehearsal == nil else { return try change() }
        let key = QueueKeys(queue).wait
        if isWatched { try awaitPrimary(of: key) }
        let (start, server) = (MonotonicClock.now, connection?.server(of: key))
        let outcome = try change()
        guard outcome.isDone, MonotonicClock.now - start > Self.sureTime else { return outcome }
        var look = FailoverLook()
        let stays = try? look.isOver(self, key, patience: Self.patience)
        return stays == true && (server == nil || server === connection?.server(of: key)) ? outcome : outcome.doubtful
    }

    /// Waits until no failover is under way, and connects to the primary.
    private func awaitPrimary(of key: [UInt8]) throws(Trouble) {
        var look = FailoverLook()
        do throws(Trouble) {
            while try !look.isOver(self, key, patience: min(Self.patience, failoverPatience)) {
                FailoverLook.wait(self)
            }
            _ = try living()
        } catch {
            throw error.beforeSending
        }
    }
}

extension Outcome {
    /// The outcome of a change that may be lost with a former primary.
    fileprivate var doubtful: Outcome {
        switch self {
        case .counted(var tally):
            tally.trouble = tally.trouble ?? .failoverOpen
            return .counted(tally)
        case .done, .removed, .added, .moved: return .failed(.failoverOpen)
        case .refused, .failed: return self
        }
    }
}
