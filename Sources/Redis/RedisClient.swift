public import Threads

/// A client of a Redis: of one server, of the primary that Sentinels name, or of the primaries of a cluster. It blocks,
/// and belongs to one thread. `Endpoint.connect` makes the right one for an endpoint.
public protocol RedisClient: AnyObject {
    /// Whether it can be used: false after `close()` and after any `RedisError`.
    var isOpen: Bool { get }

    /// The traffic so far.
    var traffic: Traffic { get }

    /// The servers that answer, and the part of the data that each has.
    var nodes: [RedisNode] { get }

    /// Whether queues may be on several nodes, so that only keys of one hash slot can be used together.
    var isCluster: Bool { get }

    /// The replies to the first commands, which `Endpoint.connect` was given; nil where they were not sent together with the
    /// handshake, or are not those of the whole, as in a cluster.
    var greeting: Greeting? { get }

    /// Returns whether the connection has ended while it was idle, or leads to a server that is no longer the primary:
    /// nothing that is sent now would be useful. It does not wait for the server.
    func hasEnded() -> Bool

    /// A descriptor for poll(2) that is readable when `hasEnded()` may have become true, since another server may be the
    /// primary; nil where nothing reports that.
    var announcement: Int32? { get }

    /// Returns the connection that commands on a key take, as far as is known; nil where none is open. Another one may lead to
    /// a server that lacks what was done last.
    func server(of key: [UInt8]) -> Connection?

    /// Asks all Sentinels, or the nodes of a cluster that have a key, whether a failover is under way, up to a second each.
    /// Where it is over, the next command is for the new primary: behind Sentinels `hasEnded()` is true from then on.
    func failover(of key: [UInt8]) throws(RedisError) -> FailoverSign

    /// Sends all commands at once and waits for all replies, in the order of the commands. An error reply is returned,
    /// not thrown. The replies together may take `limit` bytes of memory. A string beyond `longest` bytes becomes an
    /// array of its beginning and its length.
    ///
    /// Commands that are `isRepeatable`, as reads are, may be sent again after a lost connection; others only where
    /// they were certainly not done.
    func pipeline(
        _ commands: [Command], limit: Int, longest: Int?, isRepeatable: Bool
    ) throws(RedisError) -> [Reply]

    /// Sends a command that reads and passes the string in its reply to `take` in pieces, as they come. Returns a reply
    /// of another kind: null, an error. Once `take` returns false the rest is not read, and the connection is closed.
    func stream(_ command: Command, to take: (ArraySlice<UInt8>) -> Bool) throws(RedisError) -> Reply?

    /// Sends commands that only read, without waiting for their replies. Returns a ticket for `replies(sentAhead:)`;
    /// nil where nothing is sent ahead. Where the replies to 16 earlier ones were not taken, the first are dropped.
    func sendAhead(_ commands: [Command]) -> Int?

    /// Waits for the replies to commands that were sent ahead. Returns nil where they were dropped, or will not come.
    func replies(sentAhead ticket: Int) -> [Reply]?

    /// Opens more connections to the same servers, which report changed keys. Throws `untracked` where the servers cannot do
    /// that, or do not permit it.
    func tracker(_ endpoint: Endpoint, name: String?, stop: StopSignal?) throws(RedisError) -> any KeyTracker

    /// Closes the connections. A second call does nothing.
    func close()
}

extension RedisClient {
    /// Nil: nothing is sent together with the handshake.
    public var greeting: Greeting? { nil }

    /// Nil: most servers are followed without an announcement.
    public var announcement: Int32? { nil }

    /// Returns `none`: a single server has nobody who could take over.
    public func failover(of key: [UInt8]) throws(RedisError) -> FailoverSign { .none }

    /// Sends all commands at once and waits for all replies, with whole strings.
    public func pipeline(_ commands: [Command], limit: Int, isRepeatable: Bool) throws(RedisError) -> [Reply] {
        try pipeline(commands, limit: limit, longest: nil, isRepeatable: isRepeatable)
    }

    /// Runs a script by its digest, and by its source where the server does not have it (any more).
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

/// The traffic with servers, with the handshakes, without TLS's own bytes.
public struct Traffic: Hashable, Sendable {
    /// The number of commands.
    public var commands = 0
    /// The number of bytes of replies.
    public var bytes = 0
    /// The number of times that commands were sent and their replies awaited. Several nodes that are asked at the same
    /// time count once.
    public var roundTrips = 0

    /// Adds the traffic of another connection, without its round trips.
    mutating func add(_ other: Traffic) {
        commands += other.commands
        bytes += other.bytes
    }
}

/// A server that has the data, or a part of it.
public struct RedisNode: Hashable, Sendable {
    /// The address, `host:port` or the path of a socket.
    public var address: String
    /// The number of hash slots that it serves; nil outside of clusters.
    public var slots: Int?
    /// The number of its replicas, as far as it is known.
    public var replicas: Int
    /// The reason why it does not answer, in words; nil where it answers.
    public var problem: String?
}

extension Connection: RedisClient {
    /// The traffic so far.
    public var traffic: Traffic { Traffic(commands: commandsSent, bytes: bytesReceived, roundTrips: roundTrips) }

    /// The one server.
    public var nodes: [RedisNode] { [RedisNode(address: address.display, slots: nil, replicas: 0, problem: nil)] }

    /// Returns this connection.
    public func server(of key: [UInt8]) -> Connection? { self }

    /// Whether it is a cluster: no, it is one server.
    public var isCluster: Bool { false }

    /// Returns whether the server has ended the connection while it was idle. It waits only for replies to commands
    /// that were sent ahead.
    public func hasEnded() -> Bool {
        settle()
        return !isOpen || transport.hasEnded
    }

    /// Opens two more connections to the server, which report changed keys.
    public func tracker(
        _ endpoint: Endpoint, name: String?, stop: StopSignal?
    ) throws(RedisError) -> any KeyTracker {
        try KeyTracking(endpoint, like: self, name: name, stop: stop)
    }

    /// Sends all commands at once and waits for all replies. Nothing is sent twice.
    public func pipeline(
        _ commands: [Command], limit: Int, longest: Int?, isRepeatable: Bool
    ) throws(RedisError) -> [Reply] {
        try pipeline(commands, limit: limit, longest: longest)
    }
}

extension Endpoint {
    /// Connects to the kind of server at the endpoint. A server in cluster mode is followed as a cluster. Behind Sentinels,
    /// it waits up to `patience` ms for a failover that is under way; nil for as long as connecting may take. The first
    /// commands, which only read, are sent together with the handshake where that is possible: `RedisClient.greeting` has the
    /// replies.
    public func connect(
        name: String? = nil, timeouts: Timeouts = Timeouts(), patience: Int64? = nil, stop: StopSignal? = nil,
        first: [Command] = []
    ) throws(RedisError) -> any RedisClient {
        if sentinel != nil {
            return try SentinelClient(
                self, name: name, timeouts: timeouts, patience: patience, stop: stop, first: first)
        }
        let connection: Connection
        do throws(RedisError) {
            connection = try Connection.open(self, name: name, timeouts: timeouts, stop: stop, first: first)
        } catch {
            // A proxy may have closed it at a command that it does not know.
            guard case .closed = error else { throw error }
            let beginning = [Command("HELLO", "2")] + first
            guard let proxy = try? ClosingProxy(self, beginning: beginning, timeouts: timeouts, stop: stop) else {
                throw error
            }
            return proxy
        }
        guard connection.identity?.mode == .cluster else { return connection }
        return try Cluster(self, through: connection, name: name, timeouts: timeouts, stop: stop)
    }
}

extension Connection {
    /// Connects to the first of the endpoint's addresses that answers. Where none does, it throws the first one's
    /// error.
    static func open(
        _ endpoint: Endpoint, name: String?, timeouts: Timeouts, stop: StopSignal?, first: [Command] = []
    ) throws(RedisError) -> Connection {
        var failure: RedisError?
        for address in endpoint.addresses {
            do throws(RedisError) {
                return try Connection(
                    endpoint.at(address), name: name, timeouts: timeouts, Waiter(stop: stop), first: first)
            } catch {
                if case .stopped = error { throw error }
                failure = failure ?? error
            }
        }
        throw failure ?? .unknownHost("No address")
    }
}
