public import Threads

/// A connection to a Redis. It blocks, and belongs to one thread.
///
/// After any `RedisError` it is closed for good; error replies are values and close nothing.
public final class Connection {
    /// The bytes that came so far, handshake included; those of the replies, without TLS's own.
    public internal(set) var bytesReceived = 0
    /// The bytes that went so far, handshake included; those of the commands, without TLS's own.
    public internal(set) var bytesSent = 0
    /// The commands that were given to `send`, `pipeline` and `run`, and those of the handshake.
    public internal(set) var commandsSent = 0
    /// How often commands were sent and their replies awaited; a pipeline counts as one.
    public internal(set) var roundTrips = 0
    /// False after `close()` and after any `RedisError`.
    public private(set) var isOpen = true
    /// What the server says of itself; nil where it was not asked, for want of a name, or does not say.
    public internal(set) var identity: ServerIdentity?

    /// The memory that the replies to one pipeline may take, in bytes, unless the caller allows more: 64 MiB.
    public static let replyLimit = 64 * 1024 * 1024

    /// Where the server listens.
    public let address: Address
    let transport: any Transport
    let waiter: Waiter
    let reader = ReplyReader()
    let replyTimeout: Int64
    let buffer = ReceiveBuffer()
    var ahead: SentAhead?
    var ticketsGiven = 0

    /// Connects, encrypts when the endpoint says so, authenticates when it has a user or a password, selects its
    /// database when that is not 0, and gives the connection a name for CLIENT LIST when there is one.
    ///
    /// A server that does not let us set the name is used without it. A Sentinel is refused, unless it is asked for.
    public init(
        _ endpoint: Endpoint, name: String? = nil, timeouts: Timeouts = Timeouts(), stop: StopSignal? = nil,
        isSentinel: Bool = false
    ) throws(RedisError) {
        waiter = Waiter(stop: stop)
        replyTimeout = timeouts.reply
        let connector = Connector(waiter: waiter, deadline: Deadline(milliseconds: timeouts.connect))
        transport = try connector.connect(to: endpoint)
        address = endpoint.address
        do {
            try introduce(endpoint, name: name)
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

    /// Sends all commands at once and waits for all replies, in the order of the commands. The replies together may take
    /// `limit` bytes of memory; fails with `tooLarge` as soon as the server announces more. A string beyond `longest` bytes
    /// arrives as an array of its beginning and its length.
    public func pipeline(
        _ commands: [Command], limit: Int = Connection.replyLimit, longest: Int? = nil
    ) throws(RedisError) -> [Reply] {
        var replies: [Reply] = []
        replies.reserveCapacity(commands.count)
        try exchange(commands, limit: limit, longest: longest, into: &replies)
        return replies
    }

    /// Ends the connection; a second time does nothing.
    public func close() {
        isOpen = false
        transport.close()
    }
}

/// Where bytes arrive. It is an object, so that a connection that fails before it is complete gives it back, too.
final class ReceiveBuffer {
    /// 64 KiB.
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 16)

    deinit { bytes.deallocate() }
}
