import CHiredis

#if canImport(Glibc)
    import Glibc
#endif

/// A descriptor that becomes readable, and stays so, when another thread says so.
final class Event: Sendable {
    /// The eventfd; -1, which poll(2) ignores, when the process has no descriptor left.
    let descriptor = redis_eventfd()

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Makes the descriptor readable. Safe from any thread and in a signal handler.
    func raise() {
        var one: UInt64 = 1
        _ = write(descriptor, &one, 8)
    }
}
