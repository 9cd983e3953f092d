import Threads

#if canImport(Glibc)
    import Glibc
#endif

/// Waits until a descriptor is ready, the time is over, or the stop signal comes. All waiting goes through it.
struct Waiter {
    /// The signal that ends every wait early.
    let stop: StopSignal?
    /// The Sentinels that say whether the server that is waited for is still the primary; nil without any.
    var watch: SentinelWatch?

    /// The time that a server has for its answer once another one is the primary, in ms: one that was replaced on request
    /// still answers, and one that hangs must not be waited for any longer.
    private static let grace: Int64 = 200

    /// Waits for `events` of poll(2), an error or a hang-up on the descriptor.
    func wait(for events: Int32, on descriptor: Int32, until deadline: Deadline) throws(RedisError) {
        try wait(for: [(events, descriptor)], until: deadline)
    }

    /// Waits for the events of one of several descriptors.
    func wait(for watched: [(events: Int32, descriptor: Int32)], until deadline: Deadline) throws(RedisError) {
        var last = watch?.hasSwitched == true ? Deadline(milliseconds: Self.grace) : nil
        var silence = watch.map { _ in Deadline(milliseconds: SentinelWatch.silence) }
        while true {
            try checkStop()
            var polled = watched.map { pollfd(fd: $0.descriptor, events: Int16($0.events), revents: 0) }
            let own = [stop?.descriptor, watch?.descriptor].map {
                pollfd(fd: $0 ?? -1, events: Int16(POLLIN), revents: 0)
            }
            polled += own
            let left = min(deadline.remaining, last?.remaining ?? silence?.remaining ?? .max)
            let ready = poll(&polled, nfds_t(polled.count), Int32(clamping: left))
            if ready < 0, errno != EINTR { throw .closed(systemWords(errno)) }
            if ready > 0 {
                if polled[watched.count].revents != 0 { throw .stopped }
                if polled.prefix(watched.count).contains(where: { $0.revents != 0 }) { return }
                if watch?.namesAnother() == true { last = last ?? Deadline(milliseconds: Self.grace) }
            }
            if last == nil, silence?.remaining == 0 {
                watch?.askAnother()
                silence = Deadline(milliseconds: SentinelWatch.silence)
                if watch?.hasSwitched == true { last = Deadline(milliseconds: Self.grace) }
            }
            if last?.remaining == 0 { throw .closed("The Sentinels name another server as primary") }
            if deadline.remaining == 0 { throw .timedOut(milliseconds: deadline.milliseconds) }
        }
    }

    /// Throws after the stop signal, for loops whose descriptor is always ready.
    func checkStop() throws(RedisError) {
        if stop?.isStopped == true { throw .stopped }
    }
}

/// Returns the system's words for an errno, such as `Connection refused`.
func systemWords(_ code: Int32) -> String { String(cString: strerror(code)) }
