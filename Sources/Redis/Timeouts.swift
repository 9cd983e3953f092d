/// How long to wait for a server, in milliseconds.
public struct Timeouts: Hashable, Sendable {
    /// For resolving, connecting and the TLS handshake together, at least 1.
    public var connect: Int64
    /// For the next byte to come or go while replies are awaited, at least 1. A long answer may take longer in all.
    public var reply: Int64

    /// 5 s for connecting and 10 s for a sign of life, unless told otherwise.
    public init(connect: Int64 = 5_000, reply: Int64 = 10_000) {
        self.connect = max(1, connect)
        self.reply = max(1, reply)
    }
}
