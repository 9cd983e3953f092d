public import Threads

/// Learns which of the keys that were read through a connection have changed since: `CLIENT TRACKING` with a redirect, which
/// works where replies have the form of RESP2, too (Redis 6 and newer).
///
/// It is a pair of connections: one to read through, and one that subscribes to what the server says of its keys.
public final class KeyTracking {
    /// What has changed.
    public enum Changes: Hashable, Sendable {
        /// These keys; some may be named twice.
        case keys([[UInt8]])
        /// All of them may have changed: a database was emptied.
        case everything
    }

    /// What is read through it is tracked, once each time that it is read.
    public let reader: Connection
    private let subscriber: Connection
    private var fences = 0

    private static let channel = "__redis__:invalidate"

    /// Opens two more connections to the server of a connection. Returns nil where that server tracks nothing for us.
    public init?(
        _ endpoint: Endpoint, like connection: Connection, name: String?, stop: StopSignal?
    ) throws(RedisError) {
        let endpoint = endpoint.at(connection.address)
        reader = try Connection(endpoint, name: name, stop: stop)
        subscriber = try Connection(endpoint, name: name, stop: stop)
        guard let id = try subscriber.send(Command("CLIENT", "ID")).integer,
            try subscriber.send(Command("SUBSCRIBE", Self.channel)).error == nil,
            try reader.send(Command("CLIENT", "TRACKING", "ON", "REDIRECT", String(id))).text == "OK"
        else {
            close()
            return nil
        }
    }

    deinit { close() }

    /// What went over both connections.
    public var traffic: Traffic {
        var traffic = reader.traffic
        traffic.add(subscriber.traffic)
        traffic.roundTrips += subscriber.traffic.roundTrips
        return traffic
    }

    /// Returns what has changed since it was asked last: all that the server knew when it answers, which takes a round trip.
    public func changes() throws(RedisError) -> Changes {
        fences += 1
        let fence = Array(String(fences).utf8)
        let messages = try subscriber.replies(to: Command("PING", arguments: [fence])) { reply in
            reply.array?.first?.text == "pong" && reply.array?.last?.bytes == fence
        }
        var keys: [[UInt8]] = []
        for parts in messages.compactMap(\.array) where parts.count == 3 && parts[0].text == "message" {
            guard let changed = parts[2].array else { return .everything }
            keys += changed.compactMap(\.bytes)
        }
        return .keys(keys)
    }

    /// Ends both connections; a second time does nothing.
    public func close() {
        reader.close()
        subscriber.close()
    }
}
