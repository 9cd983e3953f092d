public import Threads

/// Finds out which of the keys that were read through a connection have changed since: `CLIENT TRACKING` with a
/// redirect, which also works with replies in the form of RESP2 (Redis 6 and newer).
///
/// It has two connections: one for reading, and one that subscribes to the server's reports of changed keys.
public final class KeyTracking {
    /// The changed keys.
    public enum Changes: Hashable, Sendable {
        /// These keys, possibly with repetitions.
        case keys([[UInt8]])
        /// Possibly all keys: a database was emptied.
        case everything
    }

    /// The connection for reading. Each key that it reads is tracked until its next change.
    public let reader: Connection
    private let subscriber: Connection
    private var fences = 0

    private static let channel = "__redis__:invalidate"

    /// Opens two more connections to the server of a connection. Returns nil where that server cannot track keys.
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

    /// The traffic of both connections.
    public var traffic: Traffic {
        var traffic = reader.traffic
        traffic.add(subscriber.traffic)
        traffic.roundTrips += subscriber.traffic.roundTrips
        return traffic
    }

    /// Returns the keys that have changed since the last call. It takes a round trip, and includes everything that the
    /// server knew when it answered.
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

    /// Closes both connections. A second call does nothing.
    public func close() {
        reader.close()
        subscriber.close()
    }
}
