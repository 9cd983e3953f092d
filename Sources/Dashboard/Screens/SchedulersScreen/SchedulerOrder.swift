import Queues

/// The order of the list of job schedulers.
enum SchedulerOrder: CaseIterable, Sendable {
    case nextRun, queue, id

    /// The title in the menu of orders.
    var title: String {
        switch self {
        case .nextRun: "Next run"
        case .queue: "Queue"
        case .id: "Id"
        }
    }

    /// Returns the words for this order, from the smallest or from the largest.
    func words(isDescending: Bool) -> String {
        switch self {
        case .nextRun: isDescending ? "the next run last" : "the next run first"
        case .queue: isDescending ? "by queue from Z to A" : "by queue"
        case .id: isDescending ? "by id from Z to A" : "by id"
        }
    }

    /// Returns the schedulers in this order at `now`, in ms since 1970. Stopped ones count as the soonest of all, so
    /// that they are not overlooked, and ended ones as the latest. Equal ones are ordered by queue, then by id.
    func sorted(_ schedulers: [JobScheduler], isDescending: Bool, now: Milliseconds) -> [JobScheduler] {
        let keyed = schedulers.map { (scheduler: $0, key: key(of: $0, now: now)) }
        return keyed.sorted { left, right in
            if left.key != right.key { return isDescending ? right.key < left.key : left.key < right.key }
            return left.scheduler.identity < right.scheduler.identity
        }
        .map(\.scheduler)
    }

    private func key(of scheduler: JobScheduler, now: Milliseconds) -> SortKey {
        switch self {
        case .queue: return .text(scheduler.queue.name)
        case .id: return .text(scheduler.id)
        case .nextRun:
            switch SchedulerHealth(scheduler, now: now) {
            case .stopped: return .number(.min)
            case .ended: return .number(.max)
            case .due, .late: return .number(scheduler.nextRun)
            }
        }
    }
}

extension JobScheduler {
    /// The identity of a scheduler among all others of a server.
    struct Identity: Hashable, Comparable, Sendable {
        let queue: QueueID
        let id: [UInt8]

        static func < (left: Identity, right: Identity) -> Bool {
            left.queue == right.queue ? left.id.lexicographicallyPrecedes(right.id) : left.queue < right.queue
        }
    }

    /// Its queue and its id.
    var identity: Identity { Identity(queue: queue, id: id) }
}
