internal import CNcurses
internal import Glibc

/// The modes that are switched on in the terminal beyond those of ncurses, and how they are undone.
struct TerminalModes {
    private static let pasteOn = Array("\u{1B}[?2004h".utf8)
    private static let pasteOff = Array("\u{1B}[?2004l".utf8)
    private static let fallback = "xterm-256color"
    /// The time that leaving the screen waits for a terminal that takes no output, in ms.
    private static let patience: Int32 = 200

    /// Whether the terminal speaks ECMA-48, so that it ignores an unknown private mode and does not show it.
    let understandsPrivateModes: Bool

    /// Creates the modes. Call it only after `start()`.
    init() {
        understandsPrivateModes = Capability.string("cup")?.starts(with: Array("\u{1B}[".utf8)) ?? false
    }

    /// Starts ncurses, with xterm-256color where it does not know the type, and returns a note for the operator, if
    /// any.
    static func start() throws(TerminalError) -> String? {
        let type = getenv("TERM").map { String(cString: $0) } ?? ""
        let known = type.isEmpty ? nil : TerminfoSource(of: type)
        if known?.canMove == false { throw .incapable(type: type) }
        guard let source = known ?? TerminfoSource(of: fallback), source.open() else { throw .unknownType(type) }
        raw()
        noecho()
        nonl()
        // Input is read by InputDecoder; ncurses must not interrupt an update because some is waiting.
        typeahead(-1)
        cn_prepare_screen()
        return known != nil ? nil : "terminal type '\(type)' is not known here, using \(fallback)"
    }

    /// The bytes that leave the screen, whatever it shows.
    private var restoreBytes: [UInt8] {
        let modes = understandsPrivateModes ? Self.pasteOff + FrameWriter.synchronizedEnd : []
        return ["sgr0", "rmkx", "rmcup", "cnorm"].reduce(modes) { $0 + (Capability.string($1) ?? []) }
    }

    /// Gives the handler of faults the bytes that leave the screen.
    func prepareCrash(_ output: TerminalOutput) {
        let bytes = restoreBytes
        cn_crash_install(output.descriptor, bytes, bytes.count)
    }

    /// Opens the screen and sets its modes.
    func begin(_ output: inout TerminalOutput) {
        cn_raw_modes()
        cn_update()
        output.appendCurses()
        if understandsPrivateModes { output.append(Self.pasteOn) }
    }

    /// Leaves the screen, and returns whether the terminal took the bytes for that. For a terminal that takes no
    /// output, earlier output is dropped in favour of them.
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

/// The string capabilities of the terminal's terminfo entry. Use it only after newterm.
enum Capability {
    /// Returns the bytes of a capability without padding; nil if the terminal lacks it.
    static func string(_ name: String) -> [UInt8]? {
        var buffer = [CChar](repeating: 0, count: 128)
        let count = Int(cn_capability(name, &buffer, Int32(buffer.count)))
        guard count > 0 else { return nil }
        return buffer[..<count].map { UInt8(bitPattern: $0) }
    }
}
