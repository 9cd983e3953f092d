internal import CLinux
internal import Glibc

/// A bell that one thread rings and another one waits for, alone or with other descriptors of poll(2). It is an
/// eventfd.
public final class Bell: Sendable {
    /// The descriptor for poll(2), readable from `ring()` to `silence()`.
    public let descriptor: Int32

    /// Creates a silent bell.
    public init() { descriptor = linux_eventfd() }

    deinit { close(descriptor) }

    /// Rings the bell: wakes the waiting thread, or the next one that waits.
    public func ring() { eventfd_write(descriptor, 1) }

    /// Silences the bell. Returns whether it had rung.
    @discardableResult
    public func silence() -> Bool {
        var count = eventfd_t()
        return eventfd_read(descriptor, &count) == 0
    }

    /// Waits until the bell rings or another descriptor is readable, for at most this number of ms, or without a limit for
    /// nil. Returns which of them it was; neither after that time.
    public func wait(milliseconds: Int64?, or other: Int32?) -> (rang: Bool, other: Bool) {
        var watched = [descriptor, other ?? -1].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let ready = poll(&watched, 2, milliseconds.map { Int32(clamping: max(0, $0)) } ?? -1)
        return ready > 0 ? (watched[0].revents != 0, watched[1].revents != 0) : (false, false)
    }

    /// Waits until the bell rings, for at most this number of ms, or without a limit for nil. Returns whether it rang.
    public func wait(milliseconds: Int64?) -> Bool {
        var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&watched, 1, milliseconds.map { Int32(clamping: max(0, $0)) } ?? -1) > 0
    }
}
