internal import CNcurses
public import Canvas
internal import Glibc

/// The terminal as a screen: it shows frames and returns input, and is always left as it was found.
///
/// ncurses keeps its state in globals, so there is only one terminal at a time, and one thread owns it.
public final class Terminal {
    /// The options of the terminal.
    public struct Options: Sendable {
        /// The maximum number of colours.
        public var color = ColorMode.auto
        /// Whether ASCII is drawn even where the locale is UTF-8.
        public var prefersASCII = false
        /// Whether the title of the window is set, and restored afterwards.
        public var setsTitle = false

        /// Creates the options that the environment sets.
        public init() {}
    }

    /// Input that has come from the terminal.
    public struct Reading: Hashable, Sendable {
        /// The input, in order; what was read together belongs together.
        public var inputs: [Input]
        /// Whether the terminal is gone: no more input will come, and no output is seen.
        public var isHungUp: Bool
    }

    /// The number of colours in use.
    public let colors: ColorDepth
    /// The repertoire that the terminal can show.
    public let glyphs: Glyphs
    /// A note for the operator, shown once, such as an unknown type of terminal.
    public let notice: String?
    /// The size, as of the last `updateSize()`.
    public private(set) var size: Size

    /// The descriptor for poll(2) that is readable when there is input; -1 while the screen is not ours.
    public var inputDescriptor: Int32 { isActive ? STDIN_FILENO : -1 }

    /// The descriptor for poll(2) that becomes writable after `draw` or `copy` could not send everything.
    public var outputDescriptor: Int32 { output.descriptor }

    var writer: FrameWriter
    var output: TerminalOutput
    var decoder: InputDecoder
    /// Whether the screen is ours: not while suspended, and not after `close()`.
    var isActive = false
    var modes: TerminalModes
    /// The title that the window has while the screen is ours; nil before one was set.
    var title: String?

    /// Opens the screen on standard input and output. `signals` are opened before, so that ncurses installs no handlers
    /// of its own.
    public init(_ options: Options = Options(), signals: SignalDescriptor) throws(TerminalError) {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
        Self.awaitForeground()
        guard cn_save_modes() else { throw .notATerminal }
        output = try Self.openOutput()
        let isUTF8 = cn_use_locale { Unicode.Scalar($0).map { Int32($0.ncursesColumns) } ?? -1 }
        glyphs = isUTF8 && !options.prefersASCII ? .unicode : .ascii
        notice = try TerminalModes.start()
        modes = TerminalModes(setsTitle: options.setsTitle)
        colors = Self.startColors(options.color)
        var table = KeyTable()
        table.addTerminfo()
        decoder = InputDecoder(table: table)
        writer = FrameWriter(depth: colors, isUTF8: isUTF8, synchronizes: modes.understandsPrivateModes)
        size = Self.currentSize()
        resize_term(Int32(size.rows), Int32(size.columns))
        modes.prepareCrash(output)
        enter()
    }

    deinit { close() }

    /// Leaves the screen and restores the terminal, then prints what libraries wrote to standard error meanwhile.
    /// Afterwards the terminal draws and reads nothing. A second call does nothing.
    public func close() { leave(discardsInput: true) }

    /// Handles Ctrl-Z: leaves the screen, stops the process group and, after its continuation, opens the screen again
    /// if it was ours.
    public func suspend() {
        let wasActive = isActive
        leave(discardsInput: false)
        cn_stop()
        if wasActive { resume() }
    }

    /// Opens the screen again after SIGCONT, or after another program used the terminal. The next frame is drawn whole.
    public func resume() {
        if isActive { cn_raw_modes() } else { enter() }
        updateSize()
        repaint()
    }

    /// Leaves the terminal to another program until `resume()`.
    public func release() { leave(discardsInput: false) }

    /// Makes the next frame be drawn whole, in case something was written over the screen.
    public func repaint() {
        writer.forget()
        cn_forget()
    }

    /// Reads the terminal's size after SIGWINCH. The next frame should have that size.
    @discardableResult
    public func updateSize() -> Size {
        let now = Self.currentSize()
        if now != size {
            size = now
            // Not resizeterm, which queues a key of its own where poll(2) cannot see it.
            resize_term(Int32(size.rows), Int32(size.columns))
            // Terminals cut, wrap or move what they showed, each in its own way.
            repaint()
        }
        return size
    }

    /// Waits until the shell has given the terminal to our process group. The shell may start a part of a pipeline
    /// before that, and a process that changes the modes of a terminal that is not its own is stopped (SIGTTOU). That
    /// is right for one in the background; a shell on a busy machine may need some seconds. Without job control there is no
    /// such group.
    private static func awaitForeground() {
        for _ in 0..<2_500 {
            let foreground = tcgetpgrp(STDIN_FILENO)
            guard foreground > 0, foreground != getpgrp() else { return }
            usleep(2_000)
        }
    }

    private static func openOutput() throws(TerminalError) -> TerminalOutput {
        var path = [CChar](repeating: 0, count: 128)
        let descriptor = cn_open_output(&path, path.count)
        let code = errno
        guard descriptor >= 0 else {
            throw .file(String(decoding: path.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self), code)
        }
        return TerminalOutput(descriptor: descriptor)
    }

    private func enter() {
        guard !isActive else { return }
        isActive = true
        cn_stderr_capture()
        cn_crash_arm(true)
        modes.begin(&output)
        if let title { modes.set(title: title, &output) }
        repaint()
    }

    private func leave(discardsInput: Bool) {
        guard isActive else { return }
        isActive = false
        let isSent = modes.end(&output, discardsInput: discardsInput)
        cn_crash_arm(false)
        cn_stderr_release(isSent)
    }

    private static func startColors(_ mode: ColorMode) -> ColorDepth {
        if has_colors() { start_color() }
        let hasNoColor = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
        return ColorDepth(mode: mode, hasNoColor: hasNoColor, terminalColors: Int(cn_colors()))
    }

    private static func currentSize() -> Size {
        var columns: Int32 = 80
        var rows: Int32 = 24
        cn_terminal_size(&columns, &rows)
        return Size(columns: Int(columns), rows: Int(rows))
    }
}

/// The reason why the screen cannot be opened.
public enum TerminalError: Error, Hashable, Sendable {
    /// Standard input or output is not a terminal.
    case notATerminal
    /// This type of terminal cannot place its cursor.
    case incapable(type: String)
    /// Neither this type nor xterm-256color is in the terminfo database.
    case unknownType(String)
    /// The file of the terminal cannot be opened: its path, and the errno.
    case file(String, Int32)
    /// A call of the system failed, with its errno.
    case system(String, Int32)
}
