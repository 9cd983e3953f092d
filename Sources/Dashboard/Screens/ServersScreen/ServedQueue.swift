import Queues

/// A queue in the list of the queues of all servers.
struct ServedQueue: Equatable, Sendable {
    /// The identity of a row, the same after the next reading.
    struct Key: Hashable, Sendable {
        let server: Int
        let queue: QueueID
    }

    let key: Key
    let queue: QueueSummary
    /// The gravest verdict on it, at the time of its reading.
    let verdict: Verdict

    /// Returns the queues of all servers that a filter lists, the gravest first. A word of the filter may also be in the
    /// name of the server.
    static func list(_ servers: [ServerSummary], filter: String) -> [ServedQueue] {
        let admits = QueueFilter(filter)
        var rows: [ServedQueue] = []
        for (index, server) in servers.enumerated() {
            let now = server.takenAt ?? 0
            let isNamed = !filter.isEmpty && Needle(filter).isFound(in: Array(server.name.utf8))
            for queue in server.queues ?? [] where isNamed || admits.admits(queue, at: now) {
                rows.append(
                    ServedQueue(
                        key: Key(server: index, queue: queue.id), queue: queue, verdict: queue.health(at: now).verdict))
            }
        }
        return rows.sorted { left, right in
            if isWorse(left.judged, right.judged) { return true }
            return !isWorse(right.judged, left.judged) && left.key.server < right.key.server
        }
    }

    /// A queue with the verdict on it.
    typealias Judged = (queue: QueueSummary, verdict: Verdict)

    private var judged: Judged { (queue, verdict) }

    /// Returns whether a queue comes before another one: by the gravity of its verdict, its failed jobs, and its name.
    static func isWorse(_ left: Judged, _ right: Judged) -> Bool {
        if left.verdict.gravity != right.verdict.gravity { return left.verdict.gravity < right.verdict.gravity }
        let (failed, others) = (left.queue.counts.atLeast(.failed), right.queue.counts.atLeast(.failed))
        if failed != others { return failed > others }
        return left.queue.id.name.lexicographicallyPrecedes(right.queue.id.name)
    }
}
