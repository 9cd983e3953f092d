public import Queues
import Redis

extension QueueStore {
    /// Those of some queues that exist, in the same order, without a search through the keyspace: about a dozen commands
    /// each, in one pipeline. An idle queue whose jobs are all gone has nothing but its counter.
    public func existing(among queues: [QueueID]) throws(Trouble) -> [QueueID] {
        let candidates = queues.map(Candidate.init)
        var replies = try askToRead(candidates.flatMap(\.commands))
        var existing: [QueueID] = []
        for candidate in candidates {
            switch candidate.verdict(&replies) {
            case .queue, .dependsOn: existing.append(candidate.id)
            case .nothing: break
            case .unreadable(let trouble): throw trouble
            }
        }
        return existing
    }

    /// Reads some queues: their counts, and whatever else the overview tells of them.
    public func summaries(of queues: [QueueID], now: Milliseconds) throws(Trouble) -> [QueueSummary] {
        let records = queues.map(record)
        try read(records, now: now)
        return records.map(\.summary)
    }
}
