public import Queues
public import Redis
public import Threads

/// Follows the events of one queue. It has a connection of its own, on which it blocks, and belongs to one thread.
public final class EventTail {
    private let connection: any RedisClient
    private let key: [UInt8]
    private var last: [UInt8]

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
        self.last = last?.id ?? Array("0-0".utf8)
    }

    /// Returns the next events; none where none come within this time, 1 to 5000 ms.
    public func next(within milliseconds: Milliseconds) throws(Trouble) -> [QueueEvent] {
        let time = String(min(max(1, milliseconds), 5_000))
        let words = ["BLOCK", time, "COUNT", String(QueueStore.eventsOfOneReply), "STREAMS"].map { Array($0.utf8) }
        let command = Command("XREAD", arguments: words + [key, last])
        let reply: Reply
        do {
            let replies = try connection.pipeline(
                [command], limit: Connection.replyLimit, longest: QueueEvent.longestValue, isRepeatable: true)
            reply = replies.first ?? .null
        } catch {
            throw Trouble(error, database: 0)
        }
        let events = try reply.parts().first?.parts().last?.events ?? []
        last = events.last?.id ?? last
        return events
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
