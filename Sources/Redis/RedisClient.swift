public import Threads

/// A Redis as it is asked: one server, the master that Sentinels name, or the masters of a cluster. It blocks, and belongs
/// to one thread. `Endpoint.connect` makes the one that an endpoint needs.
public protocol RedisClient: AnyObject {
    /// False after `close()` and after any `RedisError`.
    var isOpen: Bool { get }

    /// What went and came so far.
    var traffic: Traffic { get }

    /// The servers that answer, and what each is for.
    var nodes: [RedisNode] { get }

    /// Whether queues may lie on several nodes, so that only keys of one hash slot can be used together.
    var isCluster: Bool { get }

    /// Returns whether the connection has ended while nothing was under way, or leads to a server that is no longer the
    /// master: nothing that is sent now would do. Does not wait for the server that is asked.
    func hasEnded() -> Bool

    /// Sends all commands at once and waits for all replies, in the order of the commands. An error reply is a value. The
    /// replies together may take `limit` bytes of memory. A string beyond `longest` bytes arrives as an array of its beginning and
    /// its length.
    ///
    /// Returns what `isRepeatable`, as reading is, may be sent again where a connection broke; anything else only where
    /// it is sure that it was not done.
    func pipeline(
        _ commands: [Command], limit: Int, longest: Int?, isRepeatable: Bool
    ) throws(RedisError) -> [Reply]

    /// Sends a command that reads and hands out the string that it replies in pieces, as they come. Returns any other reply: null,
    /// an error. Once `take` returns false the rest is not read, and the connection is closed.
    func stream(_ command: Command, to take: (ArraySlice<UInt8>) -> Bool) throws(RedisError) -> Reply?

    /// Sends commands that only read, and does not wait for their replies. Returns by what `replies(sentAhead:)` knows them; nil
    /// where nothing is sent ahead. What was sent ahead before and never asked for is dropped.
    func sendAhead(_ commands: [Command]) -> Int?

    /// Waits for the replies to what was sent ahead. Returns nil where they were dropped, or will not come.
    func replies(sentAhead ticket: Int) -> [Reply]?

    /// Ends the connections; a second time does nothing.
    func close()
}

extension RedisClient {
    /// Sends all commands at once and waits for all replies, whose strings come whole.
    public func pipeline(_ commands: [Command], limit: Int, isRepeatable: Bool) throws(RedisError) -> [Reply] {
        try pipeline(commands, limit: limit, longest: nil, isRepeatable: isRepeatable)
    }

    /// Runs a script by its digest, and by its source when the server does not have it (any more).
    public func run(_ script: Script, keys: [[UInt8]], arguments: [[UInt8]]) throws(RedisError) -> Reply {
        let reply = try change(script.evalsha(keys: keys, arguments: arguments))
        guard reply.error?.code == "NOSCRIPT" else { return reply }
        return try change(script.eval(keys: keys, arguments: arguments))
    }

    private func change(_ command: Command) throws(RedisError) -> Reply {
        let replies = try pipeline([command], limit: Connection.replyLimit, isRepeatable: false)
        guard let reply = replies.first else { throw .closed("No reply") }
        return reply
    }
}

/// What went to servers and came from them, handshakes included; without TLS's own.
public struct Traffic: Hashable, Sendable {
    /// Commands.
    public var commands = 0
    /// Bytes of replies.
    public var bytes = 0
    /// How often commands were sent and their replies awaited. Several nodes that are asked at the same time count as one.
    public var roundTrips = 0

    /// Adds what another connection did, besides its round trips.
    mutating func add(_ other: Traffic) {
        commands += other.commands
        bytes += other.bytes
    }
}

/// A server among those that answer.
public struct RedisNode: Hashable, Sendable {
    /// `host:port` or the path of a socket.
    public var address: String
    /// Hash slots that it serves; nil outside of clusters.
    public var slots: Int?
    /// Replicas that it has, as far as is known.
    public var replicas: Int
    /// Why it does not answer, in words; nil where it does.
    public var problem: String?
}

extension Connection: RedisClient {
    /// What went and came so far.
    public var traffic: Traffic { Traffic(commands: commandsSent, bytes: bytesReceived, roundTrips: roundTrips) }

    /// The one server.
    public var nodes: [RedisNode] { [RedisNode(address: address.display, slots: nil, replicas: 0, problem: nil)] }

    /// It is one server.
    public var isCluster: Bool { false }

    /// Returns whether the server has ended the connection while nothing was under way. Waits for what was sent ahead only.
    public func hasEnded() -> Bool {
        settle()
        return !isOpen || transport.hasEnded
    }

    /// Sends all commands at once and waits for all replies; nothing is sent twice.
    public func pipeline(
        _ commands: [Command], limit: Int, longest: Int?, isRepeatable: Bool
    ) throws(RedisError) -> [Reply] {
        try pipeline(commands, limit: limit, longest: longest)
    }
}

extension Endpoint {
    /// Connects to what the endpoint turns out to be. A server in cluster mode is followed as a cluster.
    public func connect(
        name: String? = nil, timeouts: Timeouts = Timeouts(), stop: StopSignal? = nil
    ) throws(RedisError) -> any RedisClient {
        if sentinel != nil { return try SentinelClient(self, name: name, timeouts: timeouts, stop: stop) }
        let connection = try Connection.open(self, name: name, timeouts: timeouts, stop: stop)
        guard connection.identity?.mode == .cluster else { return connection }
        return try Cluster(self, through: connection, name: name, timeouts: timeouts, stop: stop)
    }
}

extension Connection {
    /// Connects to the first of the endpoint's addresses that answers; where none does, the first one's error counts.
    static func open(
        _ endpoint: Endpoint, name: String?, timeouts: Timeouts, stop: StopSignal?
    ) throws(RedisError) -> Connection {
        var failure: RedisError?
        for address in endpoint.addresses {
            do throws(RedisError) {
                return try Connection(endpoint.at(address), name: name, timeouts: timeouts, stop: stop)
            } catch {
                if case .stopped = error { throw error }
                failure = failure ?? error
            }
        }
        throw failure ?? .unknownHost("No address")
    }
}
