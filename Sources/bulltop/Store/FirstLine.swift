internal import Glibc
internal import Queues
internal import Threads

/// Reads the first line of a file, a pipe, a device or a terminal, within bounds of size and time: neither need have an
/// end.
enum FirstLine {
    /// The maximum number of bytes of a line.
    static let limit = 4_096

    /// The reason why there is no line.
    enum Problem: Error, Hashable, Sendable {
        /// It is empty, or nothing came before the end.
        case empty
        /// It is longer than `limit`.
        case tooLong
        /// It did not come in time.
        case late
        /// A signal came first.
        case interrupted
        /// A call of the system failed, with its errno.
        case system(Int32)
    }

    /// Returns the line in these bytes.
    static func line(in bytes: [UInt8]) throws(Problem) -> [UInt8] {
        var line = Array(bytes.prefix { $0 != 0x0A })
        if line.last == 0x0D { line.removeLast() }
        guard !line.isEmpty else { throw .empty }
        guard line.count <= limit else { throw .tooLong }
        return line
    }

    /// Reads the line, and nothing behind it. It must come within `patience` ms, where there is such a limit, and before
    /// `isInterrupted` is true.
    static func read(
        _ file: Int32, patience: Milliseconds? = nil, until isInterrupted: () -> Bool = { false }
    ) throws(Problem) -> [UInt8] {
        let deadline = patience.map { MonotonicClock.now + $0 }
        var (line, byte): ([UInt8], UInt8) = ([], 0)
        while line.count <= limit {
            if let deadline, MonotonicClock.now >= deadline { throw .late }
            var watched = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
            if poll(&watched, 1, 100) == 0 {
                if isInterrupted() { throw .interrupted }
                continue
            }
            let count = Glibc.read(file, &byte, 1)
            if count < 0 {
                guard [EINTR, EAGAIN].contains(errno) else { throw .system(errno) }
                continue
            }
            guard count == 1, byte != 0x0A else { break }
            line.append(byte)
        }
        return try Self.line(in: line)
    }
}
