internal import Canvas
internal import Glibc

/// Standard output and standard error, without buffers. Everything that a terminal gets from this module goes through
/// `write`, which makes it safe.
enum StandardStream: Int32 {
    case output = 1
    case error = 2

    /// Occupies closed standard streams before a connection takes their numbers, since data would be sent to the
    /// server. Using them fails as if they were still closed.
    static func occupyClosed() {
        for (file, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
        where fcntl(file, F_GETFD) < 0 {
            // The lowest free descriptor is this one.
            _ = open("/dev/null", mode)
        }
    }

    /// The outcome of writing a text.
    enum Delivery: Hashable, Sendable {
        case done
        /// The reader is gone, which is not reported.
        case readerGone
        /// The text could not be written, and that was reported.
        case failed
    }

    /// The kind of content, which decides how it is made safe for a terminal.
    enum Content: Hashable, Sendable {
        /// Lines for people.
        case text
        /// JSON documents, which stay valid.
        case json
    }

    /// The characters of the locale.
    static let localeGlyphs: Glyphs = Environment().isUTF8 ? .unicode : .ascii

    /// Writes lines for people, which may contain names from the server.
    @discardableResult
    func write(_ text: String, glyphs: Glyphs = localeGlyphs) -> Delivery {
        write(StoredText.bytes(of: text), as: .text, glyphs: glyphs)
    }

    /// Writes bytes of any origin. A terminal gets nothing that it would obey; a pipe or a file gets them unchanged,
    /// except control characters.
    @discardableResult
    func write(_ bytes: [UInt8], as content: Content, glyphs: Glyphs = localeGlyphs) -> Delivery {
        switch content {
        case .text: send(isTerminal ? Self.drawn(bytes, glyphs) : StoredText.withoutControls(bytes))
        case .json: send(isTerminal ? JSONOnTerminal.escaped(bytes, glyphs) : bytes)
        }
    }

    /// Writes words without a line end, such as a question; line breaks in them are made visible.
    @discardableResult
    func write(inline text: String, glyphs: Glyphs = localeGlyphs) -> Delivery {
        let glyphs = isTerminal ? glyphs : glyphs.forPipe
        return send(StoredText.bytes(of: DisplayText(StoredText.bytes(of: text), glyphs: glyphs).plain))
    }

    /// Writes words over the last line of a terminal, which this function has written.
    func rewriteLine(_ text: String, glyphs: Glyphs = localeGlyphs) {
        guard isTerminal else { return }
        _ = send(Array("\r\u{1B}[K".utf8))
        write(inline: text, glyphs: glyphs)
    }

    /// Returns lines that a terminal may draw.
    private static func drawn(_ bytes: [UInt8], _ glyphs: Glyphs) -> [UInt8] {
        let lines = DisplayText.lines(of: bytes, tabWidth: 8, glyphs: glyphs).map(\.plain).joined(separator: "\n")
        return Array(lines.utf8) + (bytes.last == 0x0A ? [0x0A] : [])
    }

    private func send(_ bytes: [UInt8]) -> Delivery {
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

    /// Sleeps for a number of ms, unless the reader goes away. Returns whether the reader is still there, as far as is
    /// known.
    func waitWhileRead(milliseconds: Int64) -> Bool {
        var watched = pollfd(fd: rawValue, events: 0, revents: 0)
        return poll(&watched, 1, Int32(clamping: milliseconds)) <= 0
    }

    /// Whether it is a terminal.
    var isTerminal: Bool { isatty(rawValue) == 1 }

    /// The number of columns of the terminal; nil where it is not one.
    var columns: Int? {
        var size = winsize()
        guard isTerminal, ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Writes an error in the manner of Unix programs, on one line.
    static func complain(_ text: String, glyphs: Glyphs = localeGlyphs) {
        error.write(inline: "bulltop: " + text, glyphs: glyphs)
        error.write("\n")
    }
}

extension StandardStream.Delivery {
    /// The exit status of a program that only wrote this text.
    var status: ExitStatus {
        switch self {
        case .done, .readerGone: .success
        case .failed: .failure
        }
    }
}
