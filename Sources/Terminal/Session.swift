internal import CNcurses
internal import Glibc

/// What is switched on in the terminal beyond what ncurses does, and how all of it is undone.
struct Session {
    private static let pasteOn = Array("\u{1B}[?2004h".utf8)
    private static let pasteOff = Array("\u{1B}[?2004l".utf8)
    /// Milliseconds that leaving the screen waits for a terminal that takes no output.
    private static let patience: Int32 = 200

    /// Whether it speaks ECMA-48, so that an unknown private mode is ignored and not shown.
    let understandsPrivateModes: Bool

    /// Only after `start()`.
    init() {
        understandsPrivateModes = Capability.string("cup")?.starts(with: Array("\u{1B}[".utf8)) ?? false
    }

    /// Starts ncurses, with xterm-256color where it does not know the type, and answers what to tell the user.
    static func start() throws(TerminalError) -> String? {
        use_env(false)
        let type = getenv("TERM").map { String(cString: $0) } ?? ""
        var notice: String?
        if type.isEmpty || !cn_newterm(type) {
            guard cn_newterm("xterm-256color") else { throw .unknownType(type) }
            notice = "terminal type '\(type)' is not known here, using xterm-256color"
        }
        guard Capability.string("cup") != nil else {
            endwin()
            cn_restore_modes(false)
            throw .incapable(type: type)
        }
        raw()
        noecho()
        nonl()
        // Input is read by InputDecoder; ncurses must not stop in the middle of an update because some is waiting.
        typeahead(-1)
        cn_prepare_screen()
        return notice
    }

    /// Tells the handler of faults how to leave the screen.
    func prepareCrash() {
        var bytes = understandsPrivateModes ? Self.pasteOff + Screen.synchronizedEnd : []
        for name in ["sgr0", "rmkx", "rmcup", "cnorm"] { bytes += Capability.string(name) ?? [] }
        cn_crash_install(bytes, bytes.count)
    }

    /// Goes to the screen.
    func begin() {
        reset_prog_mode()
        cn_update()
        if understandsPrivateModes { writeAll(Self.pasteOn) }
    }

    /// Leaves the screen. A terminal that takes no output gets its modes back only.
    func end(discardsInput: Bool) {
        var descriptor = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
        let isWritable = poll(&descriptor, 1, Self.patience) > 0 && Int32(descriptor.revents) & POLLOUT != 0
        guard isWritable else { return cn_restore_modes(false) }
        if understandsPrivateModes { writeAll(Self.pasteOff) }
        endwin()
        cn_restore_modes(discardsInput)
    }
}

/// Writes to the terminal past ncurses, all of it or until it is gone.
func writeAll(_ bytes: [UInt8]) {
    var start = 0
    while start < bytes.count {
        let count = bytes[start...].withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        start += count
    }
}
