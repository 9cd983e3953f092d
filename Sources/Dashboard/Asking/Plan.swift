import Queues

/// What one yes lets happen: operations, one after the other.
struct Plan: Equatable, Sendable {
    let operations: [Operation]

    /// The selections, where every operation goes through one.
    var selections: [Selection] {
        operations.compactMap { if case .jobs(_, let selection) = $0 { selection } else { nil } }
    }

    /// Whether more than one job may be changed.
    var isBulk: Bool { operations.contains(where: \.isForMany) }

    /// Whether jobs go away by it.
    var removesJobs: Bool {
        operations.contains { operation in
            switch operation {
            case .job(.remove, _), .jobs(.remove, _), .job(.removeUnprocessedChildren, _),
                .jobs(.removeUnprocessedChildren, _):
                true
            case .job, .jobs, .queue: false
            }
        }
    }

    /// What is to be found out before it can be asked about; nil where everything is known.
    var inquiry: Inquiry? {
        if !selections.isEmpty { return .selections(selections) }
        if case .queue(let change, _)? = operations.first, change.isCounted {
            return .jobs(of: change, operations.map(\.queue))
        }
        guard operations.count == 1, case .job(.remove(let children), let target)? = operations.first else {
            return nil
        }
        return .removal(target, children: children)
    }

    /// Whether nothing can come of it, as far as was found out.
    func isPointless(knowing finding: Finding) -> Bool {
        switch finding {
        case .refused, .failed, .removal(_, .vanished): return true
        case .jobs(count: 0, _):
            // Queues can be obliterated without jobs.
            return !operations.contains { if case .queue(.obliterate, _) = $0 { true } else { false } }
        case .jobs, .removal, .data, .scheduler: return false
        }
    }

    /// How it is to be confirmed.
    func caution(isProduction: Bool) -> Question.Caution {
        guard let first = operations.first else { return .strip }
        if case .queue(let change, let queue) = first, change.isDestructive {
            // Nobody can type the name of a queue that has none.
            return queue.name.isEmpty ? .box : .name(queue.name)
        }
        guard isBulk || operations.count > 1 else { return .strip }
        guard isProduction, isBulk else { return .box }
        // No queue's name stands for several.
        let isOneQueue = operations.allSatisfy { $0.queue == first.queue }
        return .name(isOneQueue ? first.queue.name : Array("production".utf8))
    }
}

extension QueueChange {
    /// Whether the jobs that it is for can be counted beforehand.
    var isCounted: Bool { isForMany && self != .removeOrphans }

    /// Whether jobs are gone for good by it, so that the queue's name is to be typed.
    var isDestructive: Bool {
        switch self {
        case .drain, .clean, .obliterate: true
        case .add, .restore, .pause, .resume, .retryAll, .promoteAll, .setConcurrency, .setRateLimit, .holdLimiter,
            .releaseLimiter, .trimEvents, .removeOrphans, .removePriorityKey, .removeDeduplication, .upsertScheduler,
            .removeScheduler,
            .runScheduler:
            false
        }
    }
}
