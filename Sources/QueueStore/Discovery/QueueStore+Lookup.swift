public import Queues
import Redis

extension QueueStore {
    /// Those of some queues that exist, in the same order, without a search through the keyspace: about a dozen commands
    /// each, in one pipeline, or two where only a counter is there.
    public func existing(among queues: [QueueID]) throws(Trouble) -> [QueueID] {
        let candidates = queues.map(Candidate.init)
        var replies = try ask(candidates.flatMap(\.commands))
        if let error = replies.peek.error, error.code != "WRONGTYPE" { throw Trouble(error) }
        let verdicts = candidates.map { $0.verdict(&replies) }
        var jobs = try ask(
            zip(queues, verdicts).compactMap { queue, verdict in
                if case .dependsOn(let job) = verdict { .on(queue.key(of: job), "HEXISTS", "opts") } else { nil }
            })
        return zip(queues, verdicts).filter { _, verdict in
            switch verdict {
            case .queue: true
            case .nothing, .denied: false
            case .dependsOn: jobs.nextCount() == 1
            }
        }.map(\.0)
    }

    /// Reads some queues: their counts, and whatever else the overview tells of them.
    public func summaries(of queues: [QueueID], now: Milliseconds) throws(Trouble) -> [QueueSummary] {
        let records = queues.map(record)
        try read(records, now: now)
        return records.map(\.summary)
    }
}
