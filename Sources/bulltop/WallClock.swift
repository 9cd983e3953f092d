internal import Glibc
internal import Queues

/// The clocks of the system, in ms.
enum WallClock {
    /// Since 1970.
    static var now: Milliseconds { read(CLOCK_REALTIME) }

    /// Since some time of the past, without jumps.
    static var steady: Milliseconds { read(CLOCK_MONOTONIC) }

    private static func read(_ clock: clockid_t) -> Milliseconds {
        var time = timespec()
        clock_gettime(clock, &time)
        return Milliseconds(time.tv_sec) * 1_000 + Milliseconds(time.tv_nsec) / 1_000_000
    }
}
