public import Queues
import Redis

extension QueueStore {
    /// Performs an operation, as one script or several, each of which tests its preconditions again. `now` is our clock, in
    /// ms since 1970.
    public func perform(_ operation: Operation, now: Milliseconds) -> Outcome {
        do {
            switch operation {
            case .job(let change, let target): return try perform(change, on: target, now: now)
            case .queue(let change, let queue): return try perform(change, on: queue, now: now)
            case .jobs: return .refused(.unsupported(.bullmq6))
            }
        } catch {
            if case .noPermission(let words) = error { return .refused(.noPermission(words)) }
            return .failed(error)
        }
    }

    private func perform(_ change: JobChange, on target: Operation.Target, now: Milliseconds) throws(Trouble) -> Outcome
    {
        let families = try families(of: target.queue, now: now)
        guard families.lowerBound > .bull, let script = change.script else {
            // A queue without any keys looks like one of Bull, too.
            var replies = try ask([Command("EXISTS", target.queue.key(of: target.job))])
            return .refused(replies.nextCount() > 0 ? .unsupported(families.lowerBound) : .vanished)
        }
        let destination = try destination(of: change, from: target.queue, now: now)
        if let refusal = destination?.refusal { return .refused(refusal) }
        let call = OperationCall(
            script, on: target.queue, families: families, now: now, seen: target.state,
            options: destination?.options ?? change.options, jobs: [target.job], others: destination?.keys ?? [])
        let reply = try run(call)
        guard let outcome = Outcome(reply.error == nil ? reply.array?.first ?? reply : reply) else {
            throw .server("unexpected reply to a script")
        }
        return outcome
    }

    /// The families that a queue may belong to. They are found anew: a wrong one could lose jobs.
    func families(of queue: QueueID, now: Milliseconds) throws(Trouble) -> ClosedRange<Family> {
        let record = record(of: queue)
        try read([record], now: now)
        return record.layout.bounds ?? .bullmq3 ... .bullmq6
    }

    /// Runs a script. An error reply is a value.
    func run(_ call: OperationCall) throws(Trouble) -> Reply {
        guard let connection else { throw .disconnected("not connected") }
        do {
            return try connection.run(call.script, keys: call.keys, arguments: call.arguments)
        } catch {
            self.connection = nil
            throw Trouble(error, database: endpoint.database)
        }
    }
}
