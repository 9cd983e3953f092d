internal import CNcurses
internal import Glibc

/// What is switched on in the terminal beyond what ncurses does, and how all of it is undone.
struct TerminalModes {
    private static let pasteOn = Array("\u{1B}[?2004h".utf8)
    private static let pasteOff = Array("\u{1B}[?2004l".utf8)
    private static let fallback = "xterm-256color"
    /// Milliseconds that leaving the screen waits for a terminal that takes no output.
    private static let patience: Int32 = 200

    /// Whether it speaks ECMA-48, so that an unknown private mode is ignored and not shown.
    let understandsPrivateModes: Bool

    /// Only after `start()`.
    init() {
        understandsPrivateModes = Capability.string("cup")?.starts(with: Array("\u{1B}[".utf8)) ?? false
    }

    /// Starts ncurses, with xterm-256color where it does not know the type, and returns a note for the operator, if any.
    static func start() throws(TerminalError) -> String? {
        let type = getenv("TERM").map { String(cString: $0) } ?? ""
        let known = type.isEmpty ? nil : TerminfoSource(of: type)
        if known?.canMove == false { throw .incapable(type: type) }
        guard let source = known ?? TerminfoSource(of: fallback), source.open() else { throw .unknownType(type) }
        raw()
        noecho()
        nonl()
        // Input is read by InputDecoder; ncurses must not stop in the middle of an update because some is waiting.
        typeahead(-1)
        cn_prepare_screen()
        return known != nil ? nil : "terminal type '\(type)' is not known here, using \(fallback)"
    }

    /// What leaves the screen, whatever it shows.
    private var restoreBytes: [UInt8] {
        let modes = understandsPrivateModes ? Self.pasteOff + FrameWriter.synchronizedEnd : []
        return ["sgr0", "rmkx", "rmcup", "cnorm"].reduce(modes) { $0 + (Capability.string($1) ?? []) }
    }

    /// Gives the handler of faults the bytes that leave the screen.
    func prepareCrash(_ output: TerminalOutput) {
        let bytes = restoreBytes
        cn_crash_install(output.descriptor, bytes, bytes.count)
    }

    /// Goes to the screen.
    func begin(_ output: inout TerminalOutput) {
        cn_raw_modes()
        cn_update()
        output.appendCurses()
        if understandsPrivateModes { output.append(Self.pasteOn) }
    }

    /// Leaves the screen, and answers whether the terminal took that. One that takes no output loses what it has not
    /// taken, for the bytes that leave the screen.
    func end(_ output: inout TerminalOutput, discardsInput: Bool) -> Bool {
        if understandsPrivateModes { output.append(Self.pasteOff) }
        endwin()
        output.appendCurses()
        var isSent = output.finish(patience: Self.patience)
        if !isSent {
            cn_discard_output()
            output.append(restoreBytes)
            isSent = output.finish(patience: Self.patience)
        }
        cn_restore_modes(isSent && discardsInput)
        return isSent
    }
}

/// String capabilities of the terminal's terminfo entry. Only after newterm.
enum Capability {
    /// Returns the bytes of a capability without padding; nil if the terminal lacks it.
    static func string(_ name: String) -> [UInt8]? {
        var buffer = [CChar](repeating: 0, count: 128)
        let count = Int(cn_capability(name, &buffer, Int32(buffer.count)))
        guard count > 0 else { return nil }
        return buffer[..<count].map { UInt8(bitPattern: $0) }
    }
}
