public import Queues
import Redis

extension QueueStore {
    /// Those of some queues that exist, in the same order, without a search through the keyspace: about a dozen commands
    /// each, in one pipeline. An idle queue whose jobs are all gone has nothing but its counter.
    public func existing(among queues: [QueueID]) throws(Trouble) -> [QueueID] {
        let candidates = queues.map(Candidate.init)
        var replies = try ask(candidates.flatMap(\.commands))
        if let error = replies.peek.error, error.code != "WRONGTYPE" { throw Trouble(error) }
        return candidates.filter { candidate in
            switch candidate.verdict(&replies) {
            case .queue, .dependsOn: true
            case .nothing, .denied: false
            }
        }.map(\.id)
    }

    /// Reads some queues: their counts, and whatever else the overview tells of them.
    public func summaries(of queues: [QueueID], now: Milliseconds) throws(Trouble) -> [QueueSummary] {
        let records = queues.map(record)
        try read(records, now: now)
        return records.map(\.summary)
    }
}
