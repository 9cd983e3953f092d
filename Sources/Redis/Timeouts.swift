import Threads

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

/// A time on the monotonic clock by which something must have happened.
struct Deadline {
    /// How long it was when it was set, in ms: what a time-out error says.
    let milliseconds: Int64
    /// In µs.
    private let time: Int64

    init(milliseconds: Int64) {
        self.milliseconds = milliseconds
        time = MonotonicClock.microseconds + min(milliseconds, .max / 2_000) * 1_000
    }

    /// What is left, in ms, rounded up; 0 when it is over.
    var remaining: Int64 {
        let left = max(0, time - MonotonicClock.microseconds)
        return left / 1_000 + (left % 1_000 > 0 ? 1 : 0)
    }
}
