internal import Glibc
internal import Queues

/// The time of day.
enum WallClock {
    /// The time since 1970, in ms. It jumps when the clock is set.
    static var now: Milliseconds { read(CLOCK_REALTIME) }

    fileprivate static func read(_ clock: clockid_t) -> Milliseconds {
        var time = timespec()
        clock_gettime(clock, &time)
        return Milliseconds(time.tv_sec) * 1_000 + Milliseconds(time.tv_nsec) / 1_000_000
    }
}

/// A clock for measuring, which never jumps.
enum MonotonicClock {
    /// The time since some moment in the past, in ms.
    static var now: Milliseconds { WallClock.read(CLOCK_MONOTONIC) }
}
