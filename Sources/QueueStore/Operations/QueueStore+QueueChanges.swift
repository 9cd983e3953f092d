import Queues
import Redis

extension QueueStore {
    /// Performs an operation on a queue.
    func perform(
        _ change: QueueChange, on queue: QueueID, now: Milliseconds, keeping budget: UndoBudget,
        report: @escaping (Progress) -> Bool
    ) throws(Trouble) -> Outcome {
        switch change {
        case .add(let job): return try add(job, to: queue, now: now)
        case .restore(let job): return try restore(job, now: now)
        case .upsertScheduler(let scheduler): return try upsert(scheduler, in: queue, now: now)
        case .removeUnlisted:
            let context = try context(of: queue, now: now)
            if let refusal = change.refusal(families: context.families) { return .refused(refusal) }
            return try removeUnlisted(context, keeping: budget, report)
        case .pause, .resume, .drain, .clean, .retryAll, .promoteAll, .obliterate, .setConcurrency, .setRateLimit,
            .holdLimiter, .releaseLimiter, .trimEvents, .removePriorityKey, .removeDeduplication, .removeScheduler,
            .runScheduler:
            return try perform(change, context(of: queue, now: now), report: report)
        }
    }

    private func context(of queue: QueueID, now: Milliseconds) throws(Trouble) -> QueueContext {
        QueueContext(queue: queue, families: try families(of: queue, now: now), now: now)
    }

    /// Runs the script of an operation on a queue.
    func outcome(of call: OperationCall) throws(Trouble) -> Outcome {
        guard let outcome = Outcome(try run(call)) else { throw .server("unexpected reply to a script") }
        return outcome
    }
}
