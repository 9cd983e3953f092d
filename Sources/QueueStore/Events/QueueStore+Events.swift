public import Queues
import Redis

extension QueueStore {
    /// Entries of one reply.
    private static let eventsAtOnce = 1_000

    /// Returns the newest events of a queue, at most `count`, the oldest of them first; none where the queue has no
    /// stream.
    public func newestEvents(of queue: QueueID, count: Int) throws(Trouble) -> [QueueEvent] {
        var events: [QueueEvent] = []
        var end = Array("+".utf8)
        while events.count < count {
            let wanted = min(Self.eventsAtOnce, count - events.count)
            let words = [queue.key("events"), end] + ["-", "COUNT", String(wanted)].map { Array($0.utf8) }
            var replies = try ask([Command("XREVRANGE", arguments: words)])
            let found = try replies.next().events
            events += found
            guard found.count == wanted, let last = found.last, let before = last.idBefore else { break }
            end = before
        }
        return events.reversed()
    }
}

extension Reply {
    /// The entries of a stream's range; throws where that could not be read.
    var events: [QueueEvent] {
        get throws(Trouble) {
            try parts().map { entry throws(Trouble) in
                guard let parts = entry.array, parts.count == 2, let id = parts[0].bytes else {
                    throw .implausible("no entry of a stream")
                }
                let words = try parts[1].strings()
                let names = stride(from: 0, to: words.count - 1, by: 2)
                return QueueEvent(id: id, fields: names.map { QueueEvent.Field(words[$0], words[$0 + 1]) })
            }
        }
    }
}

extension QueueEvent {
    /// The largest id that is smaller: ranges without their ends need Redis 6.2.
    fileprivate var idBefore: [UInt8]? {
        let parts = String(decoding: id, as: UTF8.self).split(separator: "-").compactMap { UInt64($0) }
        guard parts.count == 2 else { return nil }
        if parts[1] > 0 { return Array("\(parts[0])-\(parts[1] - 1)".utf8) }
        return parts[0] > 0 ? Array("\(parts[0] - 1)".utf8) : nil
    }
}
