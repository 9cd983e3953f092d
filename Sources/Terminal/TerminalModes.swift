internal import CNcurses
internal import Glibc

/// The modes that are switched on in the terminal beyond those of ncurses, and how they are undone.
struct TerminalModes {
    /// Pastes in brackets, and reports on the focus.
    private static let usualOn = Array("\u{1B}[?2004h\u{1B}[?1004h".utf8)
    private static let usualOff = Array("\u{1B}[?2004l\u{1B}[?1004l".utf8)
    /// Reports on buttons and the wheel, with places of any size.
    private static let mouseOn = Array("\u{1B}[?1000h\u{1B}[?1006h".utf8)
    private static let mouseOff = Array("\u{1B}[?1006l\u{1B}[?1000l".utf8)
    /// The title is put on the terminal's stack of titles, and taken from there.
    private static let titleKept = Array("\u{1B}[22;2t".utf8)
    private static let titleRestored = Array("\u{1B}[23;2t".utf8)
    private static let fallback = "xterm-256color"
    /// The time that leaving the screen waits for a terminal that takes no output, in ms.
    private static let patience: Int32 = 200

    /// Whether the terminal speaks ECMA-48, so that it ignores an unknown private mode and does not show it.
    let understandsPrivateModes: Bool
    /// Whether the title of the window is set.
    let setsTitle: Bool
    /// Whether the mouse is reported.
    private(set) var usesMouse = false

    /// Creates the modes. Call it only after `start()`.
    init(setsTitle: Bool) {
        let type = getenv("TERM").map { String(cString: $0) } ?? ""
        // The console of Linux, and older terminals, have no title and may show the text.
        self.setsTitle = setsTitle && !type.hasPrefix("linux") && !type.hasPrefix("vt")
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
        let modes = understandsPrivateModes ? Self.mouseOff + ends + FrameWriter.synchronizedEnd : []
        return ["sgr0", "rmkx", "rmcup", "cnorm"].reduce(modes) { $0 + (Capability.string($1) ?? []) }
    }

    /// The bytes that undo what `begin` has set, apart from the mouse.
    private var ends: [UInt8] { Self.usualOff + (setsTitle ? Self.titleRestored : []) }

    /// Turns the reports of the mouse on or off; the bytes are sent where the screen is ours.
    mutating func use(mouse: Bool, _ output: inout TerminalOutput, isActive: Bool) {
        guard mouse != usesMouse else { return }
        usesMouse = mouse
        if isActive, understandsPrivateModes { output.append(mouse ? Self.mouseOn : Self.mouseOff) }
    }

    /// Sets the title of the window. Control characters are left out.
    func set(title: String, _ output: inout TerminalOutput) {
        guard setsTitle, understandsPrivateModes else { return }
        let text = String(
            String.UnicodeScalarView(title.unicodeScalars.filter { $0.value >= 0x20 && !(0x7F...0x9F ~= $0.value) }))
        output.append(Array("\u{1B}]2;\(text.prefix(Self.longestTitle))\u{07}".utf8))
    }

    /// The maximum length of a title, in characters.
    private static let longestTitle = 200

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
        guard understandsPrivateModes else { return }
        output.append(Self.usualOn + (setsTitle ? Self.titleKept : []) + (usesMouse ? Self.mouseOn : []))
    }

    /// Leaves the screen, and returns whether the terminal took the bytes for that. For a terminal that takes no
    /// output, earlier output is dropped in favour of them.
    func end(_ output: inout TerminalOutput, discardsInput: Bool) -> Bool {
        if understandsPrivateModes { output.append((usesMouse ? Self.mouseOff : []) + ends) }
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
