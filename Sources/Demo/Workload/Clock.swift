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
}
