internal import Canvas
internal import Glibc

/// Standard output and standard error, without buffers. All that a terminal gets from this module goes through `write`, which
/// makes it safe there.
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
        /// It could not be written, and that was reported.
        case failed
    }

    /// What is written, which decides how it is made safe for a terminal.
    enum Content: Hashable, Sendable {
        /// Lines for people.
        case text
        /// Documents of JSON, which stay such.
        case json
    }

    /// The repertoire of the locale.
    static let localeGlyphs: Glyphs = Environment().isUTF8 ? .unicode : .ascii

    /// Writes lines for people; their names may be of others.
    @discardableResult
    func write(_ text: String, glyphs: Glyphs = localeGlyphs) -> Delivery {
        write(StoredText.bytes(of: text), as: .text, glyphs: glyphs)
    }

    /// Writes bytes of any origin. A terminal gets nothing that it would obey; a pipe or a file gets them as they are, save
    /// control characters.
    @discardableResult
    func write(_ bytes: [UInt8], as content: Content, glyphs: Glyphs = localeGlyphs) -> Delivery {
        switch content {
        case .text: send(isTerminal ? Self.drawn(bytes, glyphs) : StoredText.withoutControls(bytes))
        case .json: send(isTerminal ? JSONOnTerminal.escaped(bytes, glyphs) : bytes)
        }
    }

    /// Writes words that end no line, as a question; line breaks in them are shown.
    @discardableResult
    func write(inline text: String, glyphs: Glyphs = localeGlyphs) -> Delivery {
        let glyphs = isTerminal ? glyphs : glyphs.forPipe
        return send(StoredText.bytes(of: DisplayText(StoredText.bytes(of: text), glyphs: glyphs).plain))
    }

    /// Writes words over the last line of a terminal, which was written by this too.
    func rewriteLine(_ text: String, glyphs: Glyphs = localeGlyphs) {
        guard isTerminal else { return }
        _ = send(Array("\r\u{1B}[K".utf8))
        write(inline: text, glyphs: glyphs)
    }

    /// Lines as a terminal may draw them.
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

    /// Sleeps for a number of ms, unless the reader goes away. Returns whether it is still there, as far as is known.
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

    /// Writes an error in the manner of Unix programs, on one line.
    static func complain(_ text: String, glyphs: Glyphs = localeGlyphs) {
        error.write(inline: "bulltop: " + text, glyphs: glyphs)
        error.write("\n")
    }
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
