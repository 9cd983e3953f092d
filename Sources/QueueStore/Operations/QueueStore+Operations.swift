public import Queues
import Redis

extension QueueStore {
    /// Performs an operation, as one script or several, each of which tests its preconditions again. `now` is our clock, in
    /// ms since 1970. `budget` is how much of what is removed comes back, for undo.
    ///
    /// Where it takes many scripts, `report` learns after each of them how far the operation is, and ends it by `false`.
    public func perform(
        _ operation: Operation, now: Milliseconds, keeping budget: UndoBudget = UndoBudget(),
        report: (Progress) -> Bool = { _ in true }
    ) -> Outcome {
        withoutActuallyEscaping(report) { perform(operation, now: now, keeping: budget, to: $0) }
    }

    private func perform(
        _ operation: Operation, now: Milliseconds, keeping budget: UndoBudget, to report: @escaping (Progress) -> Bool
    ) -> Outcome {
        do {
            switch operation {
            case .job(let change, let target):
                let outcomes = try perform(
                    change, on: [target.job], in: target.queue, state: target.state, now: now, keeping: budget)
                return outcomes[0]
            case .queue(let change, let queue): return try perform(change, on: queue, now: now, report: report)
            case .jobs(let change, let selection):
                var run = BulkRun(self, change, selection, now: now, keeping: budget, report: report)
                return try run.outcome()
            }
        } catch {
            return Refusal(error).map { .refused($0) } ?? .failed(error)
        }
    }

    /// The families that a queue may belong to. They are found anew: a wrong one could lose jobs.
    func families(of queue: QueueID, now: Milliseconds) throws(Trouble) -> ClosedRange<Family> {
        let record = record(of: queue)
        // The library may have been updated since the keys were looked at.
        record.follow(.traces)
        record.isUrgent = true
        try read([record], now: now)
        return record.layout.bounds ?? .bullmq3 ... .bullmq6
    }

    /// Runs a script. An error reply is a value.
    func run(_ call: OperationCall) throws(Trouble) -> Reply {
        let connection = try living()
        do {
            return try connection.run(call.script, keys: call.keys, arguments: call.arguments)
        } catch {
            self.connection = nil
            throw Trouble(error, database: endpoint.database)
        }
    }
}
