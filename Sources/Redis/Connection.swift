public import Threads

/// A connection to a Redis. It blocks, and belongs to one thread.
///
/// After any `RedisError` it is closed for good. Error replies are returned, and close nothing.
public final class Connection {
    /// The number of bytes that were received, with the handshake: those of replies, without TLS's own.
    public internal(set) var bytesReceived = 0
    /// The number of bytes that were sent, with the handshake: those of commands, without TLS's own.
    public internal(set) var bytesSent = 0
    /// The number of commands that were sent by `send`, `pipeline` and `run`, and in the handshake.
    public internal(set) var commandsSent = 0
    /// The number of times that commands were sent and their replies awaited; a pipeline counts once.
    public internal(set) var roundTrips = 0
    /// Whether it can be used: false after `close()` and after any `RedisError`.
    public private(set) var isOpen = true
    /// The server's reply to HELLO; nil where no name was set, so that it was not asked, or where it does not know the
    /// command.
    public internal(set) var identity: ServerIdentity?
    /// The replies to the commands that were sent together with the handshake; nil where there were none.
    public internal(set) var greeting: Greeting?

    /// The maximum memory for the replies to one pipeline, in bytes, unless the caller allows more: 64 MiB.
    public static let replyLimit = 64 * 1024 * 1024

    /// The address of the server.
    public let address: Address
    let transport: any Transport
    let waiter: Waiter
    let reader = ReplyReader()
    let replyTimeout: Int64
    let buffer = ReceiveBuffer()
    var ahead: SentAhead?
    var ticketsGiven = 0

    /// Connects. Encrypts where the endpoint has TLS, authenticates where it has a user or a password, selects a
    /// database other than 0, and sets a name for CLIENT LIST where one is given.
    ///
    /// A server that refuses to set the name is used without it. A Sentinel is refused, unless it is asked for.
    public convenience init(
        _ endpoint: Endpoint, name: String? = nil, timeouts: Timeouts = Timeouts(), stop: StopSignal? = nil,
        isSentinel: Bool = false
    ) throws(RedisError) {
        try self.init(endpoint, name: name, timeouts: timeouts, Waiter(stop: stop), isSentinel: isSentinel)
    }

    /// Connects, and waits for the server as this waiter does. The first commands are sent together with the handshake, so
    /// that their replies need no round trip of their own.
    init(
        _ endpoint: Endpoint, name: String?, timeouts: Timeouts, _ waiter: Waiter, isSentinel: Bool = false,
        first: [Command] = []
    ) throws(RedisError) {
        self.waiter = waiter
        replyTimeout = timeouts.reply
        let connector = Connector(waiter: waiter, deadline: Deadline(milliseconds: timeouts.connect))
        transport = try connector.connect(to: endpoint)
        address = endpoint.address
        do {
            try introduce(endpoint, name: name, isSentinel: isSentinel, first: first)
        } catch .closed(let words) where bytesReceived == 0 {
            throw connector.reason(whyClosed: endpoint) ?? .closed(words)
        }
        if identity?.mode == .sentinel, !isSentinel {
            defer { close() }
            throw .sentinel(masters: try masterNames())
        }
    }

    deinit { transport.close() }

    /// Sends one command and waits for its reply.
    public func send(_ command: Command) throws(RedisError) -> Reply {
        guard let reply = try pipeline([command]).first else { throw .closed("No reply") }
        return reply
    }

    /// Sends all commands at once and waits for all replies, in the order of the commands. The replies together may
    /// take `limit` bytes of memory; throws `tooLarge` as soon as the server announces more. A string beyond `longest`
    /// bytes becomes an array of its beginning and its length.
    public func pipeline(
        _ commands: [Command], limit: Int = Connection.replyLimit, longest: Int? = nil
    ) throws(RedisError) -> [Reply] {
        var replies: [Reply] = []
        replies.reserveCapacity(commands.count)
        try exchange(commands, limit: limit, longest: longest, into: &replies)
        return replies
    }

    /// Closes the connection. A second call does nothing.
    public func close() {
        isOpen = false
        transport.close()
    }
}

/// The replies to the first commands of a connection.
public struct Greeting: Sendable {
    /// The replies, in the order of the commands.
    public let replies: [Reply]
    /// The time from sending to the last reply, in µs.
    public let microseconds: Int64
}

/// The memory for received bytes. It is an object, so that it is freed even where `init` of the connection throws.
final class ReceiveBuffer {
    /// The memory: 64 KiB.
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 16)

    deinit { bytes.deallocate() }
}
