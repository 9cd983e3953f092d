public import Queues
import Redis

extension QueueStore {
    /// Returns those of some queues that exist, in the same order, without searching the keyspace: one command for
    /// each, and about a dozen where that does not decide. An idle queue without jobs may have only its counter, or the
    /// connections of its workers.
    public func existing(among queues: [QueueID]) throws(Trouble) -> [QueueID] {
        var existing: Set<QueueID> = []
        for (queue, verdict) in try verdicts(on: queues) {
            switch verdict {
            case .queue, .dependsOn: existing.insert(queue)
            case .nothing: break
            // Where several queues are watched, the others are still shown.
            case .unreadable where queues == named: existing.insert(queue)
            case .unreadable(let trouble): throw trouble
            }
        }
        // Most questions are about a queue that has keys, and the list of all connections may be long.
        if existing.isEmpty || queues == named { existing.formUnion(try connected(among: queues)) }
        return queues.filter(existing.contains)
    }

    /// Returns those of some queues that have workers; none where the server does not list its clients.
    private func connected(among queues: [QueueID]) throws(Trouble) -> [QueueID] {
        guard abilities.canListClients, !queues.isEmpty else { return [] }
        var replies = try askToRead([Command("CLIENT", "LIST")])
        let reply = replies.reply()
        guard let clients = reply.bytes else {
            abilities.canListClients = false
            return []
        }
        let named = Set(workers(in: clients, of: queues).map(\.queue))
        return queues.filter(named.contains)
    }

    /// Reads some queues: their counts, and what else the overview shows of them.
    public func summaries(of queues: [QueueID], now: Milliseconds) throws(Trouble) -> [QueueSummary] {
        let records = queues.map(record)
        try read(records, now: now)
        return records.map(\.summary)
    }
}
