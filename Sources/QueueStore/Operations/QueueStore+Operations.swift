public import Queues
import Redis

extension QueueStore {
    /// Performs an operation, as one script that tests its preconditions again. `now` is our clock, in ms since 1970.
    public func perform(_ operation: Operation, now: Milliseconds) -> Outcome {
        do {
            return try attempt(operation, now: now)
        } catch {
            if case .noPermission(let words) = error { return .refused(.noPermission(words)) }
            return .failed(error)
        }
    }

    private func attempt(_ operation: Operation, now: Milliseconds) throws(Trouble) -> Outcome {
        let record = record(of: operation.target.queue)
        // The family is found anew: a wrong one could lose the job.
        try read([record], now: now)
        let bounds = record.layout.bounds ?? .bullmq3 ... .bullmq6
        guard bounds.lowerBound > .bull else {
            // A queue without any keys looks like one of Bull, too.
            var replies = try ask([Command("EXISTS", operation.target.queue.key(of: operation.target.job))])
            return .refused(replies.nextCount() > 0 ? .unsupported(.bull) : .vanished)
        }
        let call = OperationCall(operation, keys: record.keys, bounds: bounds)
        let reply = try run(call)
        if let error = reply.error {
            if let refusal = Refusal(error) { return .refused(refusal) }
            throw Trouble(error)
        }
        guard let outcome = call.outcome(reply) else { throw .server("unexpected reply to a script") }
        return outcome
    }

    private func run(_ call: OperationCall) throws(Trouble) -> Reply {
        guard let connection else { throw .disconnected("not connected") }
        do {
            return try connection.run(call.script, keys: call.keys, arguments: call.arguments)
        } catch {
            self.connection = nil
            throw Trouble(error, database: endpoint.database)
        }
    }
}
