public import Queues
import Redis

extension QueueStore {
    /// The number of entries in one reply: with `QueueEvent.longestValue` it takes at most some MB.
    static let eventsOfOneReply = 100
    /// The approximate number of bytes of events that are held: 16 MiB.
    private static let heldBytes = 16 * 1_024 * 1_024

    /// Returns the newest events of a queue, the oldest of them first: at most `count`, and as many as fit into 16 MiB;
    /// none where the queue has no stream. Values are cut to `QueueEvent.longestValue` bytes.
    public func newestEvents(of queue: QueueID, count: Int) throws(Trouble) -> [QueueEvent] {
        var events: [QueueEvent] = []
        var end = Array("+".utf8)
        var room = Self.heldBytes
        while events.count < count, room > 0 {
            let wanted = min(Self.eventsOfOneReply, count - events.count)
            let words = [queue.key("events"), end] + ["-", "COUNT", String(wanted)].map { Array($0.utf8) }
            var replies = try ask([Command("XREVRANGE", arguments: words)], longest: QueueEvent.longestValue)
            let found = try replies.next().events
            events += found
            room -= found.reduce(0) { $0 + $1.fields.reduce(100) { $0 + $1.name.count + $1.value.count + 64 } }
            guard found.count == wanted, let last = found.last, let before = last.idBefore else { break }
            end = before
        }
        return events.reversed()
    }
}

extension QueueStore {
    /// Returns the number of events that a queue keeps.
    public func eventCount(of queue: QueueID) throws(Trouble) -> Int {
        var replies = try ask([.on(queue.key("events"), "XLEN")])
        return try replies.nextCount()
    }
}

extension Reply {
    /// The entries of a range of a stream. Throws where the stream could not be read.
    var events: [QueueEvent] {
        get throws(Trouble) {
            try parts().map { entry throws(Trouble) in
                guard let parts = entry.array, parts.count == 2, let id = parts[0].bytes else {
                    throw .implausible("no entry of a stream")
                }
                let words = try parts[1].parts().map { word throws(Trouble) in try word.excerpt() }
                let names = stride(from: 0, to: words.count - 1, by: 2)
                return QueueEvent(
                    id: id,
                    fields: names.map { index in
                        let value = words[index + 1]
                        return QueueEvent.Field(words[index].bytes, value.bytes, length: value.length)
                    })
            }
        }
    }
}

extension QueueEvent {
    /// The two numbers of the id.
    private var idParts: [UInt64]? {
        let parts = String(decoding: id, as: UTF8.self).split(separator: "-").compactMap { UInt64($0) }
        return parts.count == 2 ? parts : nil
    }

    /// The largest smaller id. Redis before 6.2 has no ranges without their ends.
    var idBefore: [UInt8]? {
        guard let parts = idParts else { return nil }
        if parts[1] > 0 { return Array("\(parts[0])-\(parts[1] - 1)".utf8) }
        return parts[0] > 0 ? Array("\(parts[0] - 1)".utf8) : nil
    }

    /// The smallest larger id. Redis before 6.2 has no ranges without their ends.
    var idAfter: [UInt8]? {
        guard let parts = idParts, parts[0] < .max || parts[1] < .max else { return nil }
        return Array((parts[1] < .max ? "\(parts[0])-\(parts[1] + 1)" : "\(parts[0] + 1)-0").utf8)
    }
}
