public import Queues
public import Redis
public import Threads

/// Follows the events of one queue. It has a connection of its own, on which it blocks, and belongs to one thread.
public final class EventTail {
    private let connection: any RedisClient
    private let key: [UInt8]
    private var last: [UInt8]
    /// The id before that of any entry.
    private static let beginning = Array("0-0".utf8)

    /// Connects, and follows the events after an entry; from the beginning for nil.
    public init(
        endpoint: Endpoint, queue: QueueID, after last: QueueEvent?, stop: StopSignal?
    ) throws(Trouble) {
        do {
            connection = try endpoint.connect(name: "bulltop", stop: stop)
        } catch {
            throw Trouble(error, database: endpoint.database)
        }
        key = queue.key("events")
        self.last = last?.id ?? Self.beginning
    }

    /// Returns the next events; none where none come within this time, 1 to 5000 ms. The first one says whether others before it
    /// may be lost.
    public func next(within milliseconds: Milliseconds) throws(Trouble) -> [QueueEvent] {
        let time = String(min(max(1, milliseconds), 5_000))
        let words = ["BLOCK", time, "COUNT", String(QueueStore.eventsOfOneReply), "STREAMS"].map { Array($0.utf8) }
        let reply = try send(Command("XREAD", arguments: words + [key, last]))
        var events = try reply.parts().first?.parts().last?.events ?? []
        if !events.isEmpty, last != Self.beginning {
            // Where the last entry that was read is gone, later ones may be gone as well.
            let kept = try send(Command("XRANGE", arguments: [key, last, last]))
            events[0].isAfterGap = try kept.events.isEmpty
        }
        last = events.last?.id ?? last
        return events
    }

    private func send(_ command: Command) throws(Trouble) -> Reply {
        do {
            let replies = try connection.pipeline(
                [command], limit: Connection.replyLimit, longest: QueueEvent.longestValue, isRepeatable: true)
            return replies.first ?? .null
        } catch {
            throw Trouble(error, database: 0)
        }
    }
}

extension QueueStore: StoreReader, StoreChanger {
    /// The status of the server.
    public var status: ServerStatus { server }

    /// Follows the events of a queue on a separate connection, which blocks until events come.
    public func tail(of queue: QueueID, after last: QueueEvent?) throws(Trouble) -> any EventStream {
        try EventTail(endpoint: endpoint, queue: queue, after: last, stop: stop)
    }
}

extension EventTail: EventStream {}
