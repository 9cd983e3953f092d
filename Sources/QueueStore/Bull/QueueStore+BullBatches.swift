import Queues
import Redis

extension QueueStore {
    /// Calls scripts again and again, each until it has gone through a list of the queue, and all until `limit` jobs are
    /// changed. `options` makes the arguments of a call from the list, where the call goes on, and how many jobs it may
    /// change.
    func inBatches(
        _ steps: [(script: Script, list: String)], _ queue: QueueID, limit: Int? = nil, now: Milliseconds,
        options: (_ list: String, _ cursor: Int64, _ left: Int) -> [[UInt8]]
    ) throws(Trouble) -> Outcome {
        var tally = Tally()
        for (script, list) in steps {
            var next: Int64? = 0
            while let cursor = next, tally.done < limit ?? .max {
                let arguments = options(list, cursor, (limit ?? .max) - tally.done)
                let call = OperationCall(script, on: queue, families: .bull ... .bull, now: now, options: arguments)
                let reply: Reply
                do {
                    reply = try run(call)
                } catch {
                    return try Self.end(of: tally, by: error)
                }
                guard let batch = BullBatch(reply) else { return try Self.end(of: tally, by: reply) }
                tally.add(batch)
                next = batch.cursor
            }
        }
        return .counted(tally)
    }

    /// What a reply means that is no batch. What was done before stands.
    private static func end(of tally: Tally, by reply: Reply) throws(Trouble) -> Outcome {
        guard let outcome = Outcome(reply) else { throw .server("unexpected reply to a script") }
        switch outcome {
        case .failed(let trouble): return try end(of: tally, by: trouble)
        case .refused where tally.done > 0:
            var tally = tally
            tally.left = nil
            return .counted(tally)
        default: return outcome
        }
    }

    private static func end(of tally: Tally, by trouble: Trouble) throws(Trouble) -> Outcome {
        guard tally.done > 0 else { throw trouble }
        var tally = tally
        tally.trouble = trouble
        tally.left = nil
        return .counted(tally)
    }
}
