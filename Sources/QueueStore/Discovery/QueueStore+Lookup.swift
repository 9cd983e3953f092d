public import Queues
import Redis

extension QueueStore {
    /// Those of some queues that exist, in the same order, without a search through the keyspace: about a dozen commands
    /// each, in one pipeline, or two where only a counter is there.
    public func existing(among queues: [QueueID]) throws(Trouble) -> [QueueID] {
        let candidates = queues.map(Candidate.init)
        var replies = try askToRead(candidates.flatMap(\.commands))
        let verdicts = candidates.map { $0.verdict(&replies) }
        var jobs = try ask(
            zip(queues, verdicts).compactMap { queue, verdict in
                if case .dependsOn(let job) = verdict { .on(queue.key(of: job), "HEXISTS", "opts") } else { nil }
            })
        var existing: [QueueID] = []
        for (queue, verdict) in zip(queues, verdicts) {
            switch verdict {
            case .queue: existing.append(queue)
            case .nothing: break
            case .unreadable(let trouble): throw trouble
            case .dependsOn: if try jobs.nextCount() == 1 { existing.append(queue) }
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
