internal import Glibc
internal import Queues

/// The wall clock, which BullMQ's clients stamp their jobs with.
enum Clock {
    /// Milliseconds since 1970.
    static var now: Milliseconds {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Milliseconds(time.tv_sec) * 1_000 + Milliseconds(time.tv_nsec) / 1_000_000
    }

    /// The first Monday at 09:00 UTC after `now`, both in ms since 1970.
    static func mondayAtNine(after now: Milliseconds) -> Milliseconds {
        let day: Milliseconds = 86_400_000
        // 1970-01-05 was a Monday.
        let first = 4 * day + 9 * 3_600_000
        let weeks = (now - first) / (7 * day) + 1
        return first + weeks * 7 * day
    }
}
