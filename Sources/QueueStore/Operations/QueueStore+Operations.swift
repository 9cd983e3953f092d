public import Queues
import Redis

extension QueueStore {
    /// Performs an operation as one script or several, each of which checks its preconditions again. `now` is our
    /// clock, in ms since 1970. `budget` bounds what is returned of removed jobs, so that they can be restored.
    ///
    /// Where it takes many scripts, `report` is called after each of them with the progress, and ends the operation by
    /// returning false.
    public func perform(
        _ operation: Operation, now: Milliseconds, keeping budget: UndoBudget = UndoBudget(),
        report: @escaping (Progress) -> Bool = { _ in true }
    ) -> Outcome {
        if rehearsal == nil { rehearsedBefore = nil }
        isPerforming = true
        defer { isPerforming = false }
        do {
            // An operation on many jobs goes on at the next primary by itself.
            if case .jobs(let change, _) = operation, change.isRepeatable {
                _ = try living()
                return try outcome(of: operation, now: now, keeping: budget, report: report)
            }
            return try atPrimary(of: operation.queue) { () throws(Trouble) in
                try outcome(of: operation, now: now, keeping: budget, report: report)
            }
        } catch .noPermission(let words) {
            return .refused(.noPermission(words))
        } catch .wrongType(let type) {
            // Reads before the first script fail with this error.
            return damage(of: operation.queue).map { .refused($0) } ?? .failed(.wrongType(type))
        } catch {
            return Refusal(error).map { .refused($0) } ?? .failed(error)
        }
    }

    /// Performs an operation at the server of the connection.
    private func outcome(
        of operation: Operation, now: Milliseconds, keeping budget: UndoBudget, report: @escaping (Progress) -> Bool
    ) throws(Trouble) -> Outcome {
        if let refusal = refusalInCluster(operation) { return .refused(refusal) }
        switch operation {
        case .job(let change, let target):
            if rehearsal?.hasDeleted(target.job, of: target.queue) == true { return .refused(.vanished) }
            let outcomes = try perform(
                change, on: [target.job], in: target.queue, state: target.state, now: now, keeping: budget)
            rehearsal?.note([target.job], outcomes)
            return outcomes[0]
        case .queue(let change, let queue):
            return try perform(change, on: queue, now: now, keeping: budget, report: report)
        case .jobs(let change, let selection):
            var run = BulkRun(self, change, selection, now: now, keeping: budget, report: report)
            return try run.outcome()
        }
    }

    /// Returns the refusal for the first key of a queue that has another type than its library gives it; nil without
    /// such a key.
    private func damage(of queue: QueueID) -> Refusal? {
        let keys = [ScriptFile.bullmq, .bull].flatMap { StoreScript.of($0, .bullmq).queueKeys }
        guard var types = try? ask(keys.map { Command("TYPE", queue.key($0.name)) }) else { return nil }
        for key in keys {
            guard let found = try? types.next().text else { return nil }
            if found != "none", found != key.type { return .wrongType(key: queue.key(key.name), found: found) }
        }
        return nil
    }

    /// Returns the families that a queue may belong to. The keys are read again, since a wrong family could lose jobs.
    func families(of queue: QueueID, now: Milliseconds) throws(Trouble) -> ClosedRange<Family> {
        let record = record(of: queue)
        // The library may have been updated since the keys were read.
        record.follow(.traces)
        record.isUrgent = true
        try read([record], now: now)
        return record.traces.bounds ?? .anyBullMQ
    }

    /// Runs a script, or rehearses it. An error reply is returned, not thrown.
    func run(_ call: OperationCall) throws(Trouble) -> Reply {
        let connection = try living()
        let script = rehearsal == nil ? call.script : call.rehearsal
        do {
            let reply = try connection.run(script, keys: call.keys, arguments: call.arguments)
            return rehearsal?.operationReply(in: reply) ?? reply
        } catch {
            self.connection = nil
            throw Trouble(error, database: endpoint.database)
        }
    }
}
