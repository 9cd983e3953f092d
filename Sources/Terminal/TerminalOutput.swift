internal import CNcurses
internal import Glibc

/// The output that waits for the terminal, sent in order and only as fast as the terminal takes it: a stalled
/// connection must not stop us.
struct TerminalOutput {
    /// The terminal, opened for writing without waiting.
    let descriptor: Int32
    private var waiting: [UInt8] = []

    /// Creates a way to this terminal.
    init(descriptor: Int32) { self.descriptor = descriptor }

    /// Whether everything has been sent.
    var isEmpty: Bool { waiting.isEmpty }

    /// Appends bytes for `flush`.
    mutating func append(_ bytes: [UInt8]) { waiting += bytes }

    /// Appends the output of ncurses for `flush`.
    mutating func appendCurses() {
        let count = cn_output_count()
        guard count > 0 else { return }
        waiting += [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
            used = buffer.baseAddress.map { cn_output_take($0, count) } == true ? count : 0
        }
    }

    /// Sends as much as the terminal takes now. Returns whether that was everything. A terminal that is gone counts as
    /// taking everything.
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

    /// Sends everything, unless the terminal takes nothing for `patience` ms; the rest is dropped then. Returns whether
    /// everything was sent.
    mutating func finish(patience: Int32) -> Bool {
        defer { waiting = [] }
        while !flush() {
            var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            guard poll(&state, 1, patience) > 0 else { return false }
        }
        return true
    }
}
