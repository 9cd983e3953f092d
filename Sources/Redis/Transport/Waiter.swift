import Threads

#if canImport(Glibc)
    import Glibc
#endif

/// Waits until a descriptor is ready, the time is over, or the stop signal comes. All waiting goes through it.
struct Waiter {
    /// The signal that ends every wait early.
    let stop: StopSignal?

    /// Waits for `events` of poll(2), an error or a hang-up on the descriptor.
    func wait(for events: Int32, on descriptor: Int32, until deadline: Deadline) throws(RedisError) {
        try wait(for: [(events, descriptor)], until: deadline)
    }

    /// Waits for the events of one of several descriptors.
    func wait(for watched: [(events: Int32, descriptor: Int32)], until deadline: Deadline) throws(RedisError) {
        var polled = watched.map { pollfd(fd: $0.descriptor, events: Int16($0.events), revents: 0) }
        polled.append(pollfd(fd: stop?.descriptor ?? -1, events: Int16(POLLIN), revents: 0))
        while true {
            try checkStop()
            let ready = poll(&polled, nfds_t(polled.count), Int32(clamping: deadline.remaining))
            if polled.last?.revents != 0 { throw .stopped }
            if ready > 0 { return }
            if ready < 0, errno != EINTR { throw .closed(systemWords(errno)) }
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
