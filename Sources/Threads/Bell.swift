internal import CLinux
internal import Glibc

/// Something that one thread rings and another one hears, alone or among other descriptors of poll(2) (an eventfd).
public final class Bell: Sendable {
    /// What to poll for reading; readable from `ring()` to `silence()`.
    public let descriptor: Int32

    /// A silent bell.
    public init() { descriptor = linux_eventfd() }

    deinit { close(descriptor) }

    /// Wakes whoever waits, now or later.
    public func ring() { eventfd_write(descriptor, 1) }

    /// Forgets that it rang. Whether it had.
    @discardableResult
    public func silence() -> Bool {
        var count = eventfd_t()
        return eventfd_read(descriptor, &count) == 0
    }

    /// Sleeps until it rings, for at most so many ms; for ever where nil. Whether it rang.
    public func wait(milliseconds: Int64?) -> Bool {
        var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&watched, 1, milliseconds.map { Int32(clamping: max(0, $0)) } ?? -1) > 0
    }
}
