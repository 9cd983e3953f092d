internal import Glibc

/// The time of day, with which the official clients stamp their jobs.
///
/// Ages are measured by it, lengths of time by `MonotonicClock`.
public enum WallClock {
    /// The time since 1970, in ms. It jumps when the clock is set.
    public static var now: Int64 { microseconds(of: CLOCK_REALTIME) / 1_000 }

    fileprivate static func microseconds(of clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }
}

/// A clock for measuring, which never jumps. `ContinuousClock` would add the whole of Swift's concurrency to the
/// binary.
public enum MonotonicClock {
    /// The time since some moment in the past, in ms.
    public static var now: Int64 { microseconds / 1_000 }

    /// The time since the same moment, in µs.
    public static var microseconds: Int64 { WallClock.microseconds(of: CLOCK_MONOTONIC) }
}
