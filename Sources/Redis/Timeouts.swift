import Threads

/// The maximum times to wait for a server, in ms.
public struct Timeouts: Hashable, Sendable {
    /// The time for resolving, connecting and the TLS handshake together, at least 1.
    public var connect: Int64
    /// The time until the next byte is sent or received while replies are awaited, at least 1. A long answer may take
    /// longer in all.
    public var reply: Int64

    /// Creates timeouts; by default 5 s for connecting and 10 s for the next byte.
    public init(connect: Int64 = 5_000, reply: Int64 = 10_000) {
        self.connect = max(1, connect)
        self.reply = max(1, reply)
    }

    /// The times to wait for one of several servers that are asked the same, at most 1 s.
    var brief: Timeouts { Timeouts(connect: min(connect, 1_000), reply: min(reply, 1_000)) }
}

/// A time on the monotonic clock by which something must have happened.
struct Deadline {
    /// The whole time, in ms, for the words of a timeout.
    let milliseconds: Int64
    /// The time, in µs.
    private let time: Int64

    init(milliseconds: Int64) {
        self.milliseconds = milliseconds
        time = MonotonicClock.microseconds + min(milliseconds, .max / 2_000) * 1_000
    }

    /// The time that is left, in ms, rounded up; 0 after the deadline.
    var remaining: Int64 {
        let left = max(0, time - MonotonicClock.microseconds)
        return left / 1_000 + (left % 1_000 > 0 ? 1 : 0)
    }
}
