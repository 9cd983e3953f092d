import Queues
import Redis

extension QueueStore {
    /// The most queues of one refresh, once each has been read.
    private static let sliceLimit = 1_000
    /// The most queues of one pipeline: 12 commands each keep a server busy for less than 10 ms, and the commands and
    /// replies that are in memory at the same time within its budget.
    private static let pipelineLimit = 250
    /// Pipelines that may follow the first reading of a queue at once.
    private static let settlingLimit = 3

    /// Reads every queue, or the next slice of them where they are many; the others stay as they were.
    func readOverview(now: Milliseconds) throws(Trouble) -> Overview {
        let unread = listed.compactMap { records[$0] }.filter { $0.readings == 0 }
        let chosen = unread.isEmpty || listed.count <= Self.sliceLimit ? nextSlice() : unread
        // One pipeline also where there are no queues: it brings the status of the server.
        for start in stride(from: 0, to: max(1, chosen.count), by: Self.pipelineLimit) {
            try read(Array(chosen[start..<min(start + Self.pipelineLimit, chosen.count)]), now: now)
        }
        return Overview(queues: listed.compactMap { records[$0]?.summary }, discovery: search.discovery)
    }

    private func nextSlice() -> [QueueRecord] {
        guard listed.count > Self.sliceLimit else { return listed.compactMap { records[$0] } }
        if sliceStart >= listed.count { sliceStart = 0 }
        let slice = listed[sliceStart..<min(sliceStart + Self.sliceLimit, listed.count)]
        sliceStart = slice.endIndex
        return slice.compactMap { records[$0] }
    }

    /// Reads some queues in one pipeline, and what follows from it and cannot wait in a few more. The replies to `others`,
    /// which go into the same pipeline, are returned.
    @discardableResult
    func read(
        _ records: [QueueRecord], with others: [Command] = [], now: Milliseconds
    ) throws(Trouble) -> Replies {
        let start = now + clockLead - 60_000
        let pending = records.map(\.followUps)
        var batch = others
        for record in records {
            batch += record.followUps.flatMap(record.commands(for:)) + record.readingCommands(since: start)
            record.followUps = []
        }
        var replies = try askWithStatus(batch, now: now)
        let otherReplies = Replies(replies.next(others.count))
        for (record, followUps) in zip(records, pending) {
            for followUp in followUps { record.absorb(followUp, &replies) }
            try record.absorbReading(&replies)
        }
        try settle(records)
        return otherReplies
    }

    /// Reads what must not wait: that which makes the first reading whole, and the other list of a queue just paused.
    private func settle(_ records: [QueueRecord]) throws(Trouble) {
        for _ in 0..<Self.settlingLimit {
            let urgent = records.filter { $0.isUrgent && !$0.followUps.isEmpty }
            guard !urgent.isEmpty else { break }
            let pending = urgent.map(\.followUps)
            var replies = try ask(urgent.flatMap { record in record.followUps.flatMap(record.commands(for:)) })
            for (record, followUps) in zip(urgent, pending) {
                record.followUps = []
                for followUp in followUps { record.absorb(followUp, &replies) }
            }
        }
        for record in records { record.isUrgent = false }
    }
}
