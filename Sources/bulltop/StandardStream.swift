internal import Glibc

/// Standard output and standard error, without buffers.
enum StandardStream: Int32 {
    case output = 1
    case error = 2

    /// Takes the place of standard streams that are closed, before a connection does: data would be sent to the server.
    /// Using them fails as if they were still closed.
    static func occupyClosed() {
        for (file, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
        where fcntl(file, F_GETFD) < 0 {
            // The lowest descriptor that is free is this one.
            _ = open("/dev/null", mode)
        }
    }

    /// What became of a text.
    enum Delivery: Hashable, Sendable {
        case done
        /// The reader has gone away, which is no news worth telling.
        case readerGone
        /// It could not be written, which was told.
        case failed
    }

    /// Writes all of the text.
    @discardableResult
    func write(_ text: String) -> Delivery { write(Array(text.utf8)) }

    /// Writes all of the bytes.
    @discardableResult
    func write(_ bytes: [UInt8]) -> Delivery {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(rawValue, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EPIPE { return .readerGone }
            guard count > 0 else {
                if self == .output { Self.complain("standard output: \(String(cString: strerror(errno)))") }
                return .failed
            }
            rest = rest.dropFirst(count)
        }
        return .done
    }

    /// Sleeps for so many ms, unless the reader goes away. Whether it is still there, as far as can be told.
    func waitWhileRead(milliseconds: Int64) -> Bool {
        var watched = pollfd(fd: rawValue, events: 0, revents: 0)
        return poll(&watched, 1, Int32(clamping: milliseconds)) <= 0
    }

    /// Whether it is a terminal.
    var isTerminal: Bool { isatty(rawValue) == 1 }

    /// Columns of the terminal; nil where it is none.
    var columns: Int? {
        var size = winsize()
        guard isTerminal, ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Tells an error in the manner of Unix programs.
    static func complain(_ text: String) { error.write("bulltop: \(text)\n") }
}

extension StandardStream.Delivery {
    /// How a program ends that had nothing else to do.
    var status: ExitStatus {
        switch self {
        case .done, .readerGone: .success
        case .failed: .failure
        }
    }
}
