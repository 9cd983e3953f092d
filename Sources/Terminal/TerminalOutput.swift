internal import CNcurses
internal import Glibc

/// What goes to the terminal, in order, as fast as it takes it and no faster: a stalled connection must not stop us.
struct TerminalOutput {
    /// The terminal, opened for writing without waiting.
    let descriptor: Int32
    private var waiting: [UInt8] = []

    /// Creates a way to this terminal.
    init(descriptor: Int32) { self.descriptor = descriptor }

    /// Whether everything has been sent.
    var isEmpty: Bool { waiting.isEmpty }

    /// Lets bytes wait for `flush`.
    mutating func append(_ bytes: [UInt8]) { waiting += bytes }

    /// Lets what ncurses has written wait for `flush`.
    mutating func appendCurses() {
        let count = cn_output_count()
        guard count > 0 else { return }
        waiting += [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
            used = buffer.baseAddress.map { cn_output_take($0, count) } == true ? count : 0
        }
    }

    /// Sends what the terminal takes now. Returns whether that was all. A terminal that has gone takes everything.
    mutating func flush() -> Bool {
        var start = 0
        while start < waiting.count {
            let count = waiting[start...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                start += count
            } else if errno == EAGAIN {
                break
            } else if errno != EINTR {
                start = waiting.count
            }
        }
        waiting.removeFirst(start)
        return waiting.isEmpty
    }

    /// Sends everything, unless the terminal takes nothing for `patience` milliseconds; the rest is dropped then.
    mutating func finish(patience: Int32) -> Bool {
        defer { waiting = [] }
        while !flush() {
            var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            guard poll(&state, 1, patience) > 0 else { return false }
        }
        return true
    }
}
