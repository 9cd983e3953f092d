internal import CLinux
internal import Canvas
internal import Demo
internal import Glibc
internal import Terminal

/// The program from its arguments to its exit status.
struct Program {
    let arguments: [Argument]
    let environment: Environment

    func run() -> ExitStatus {
        // A reader that goes away shows as EPIPE, and a dead server as a failed write.
        signal(SIGPIPE, SIG_IGN)
        StandardStream.occupyClosed()
        linux_share_heap()
        linux_clean_environment()
        do {
            return try run(Invocation(arguments))
        } catch {
            return error.tell()
        }
    }

    private func run(_ invocation: Invocation) throws(UsageError) -> ExitStatus {
        switch invocation.information {
        case .help: return StandardStream.output.write(Help.text(of: invocation.entry)).status
        case .version: return StandardStream.output.write("bulltop \(Help.version)\n").status
        case nil: break
        }
        switch invocation.entry.work {
        case .screen: return try openScreen(invocation.marked(by: environment))
        case .reading(let read):
            let session = try CommandSession(invocation, environment)
            return session.run { () throws(CommandFailure) in
                try read(session)
                return session.closeReading()
            }
        case .changing(let plan):
            let session = try CommandSession(invocation, environment)
            return session.run { () throws(CommandFailure) in try ChangeRunner.run(session, plan) }
        case .text(let text): return StandardStream.output.write(try text(invocation)).status
        }
    }

    private func openScreen(_ invocation: Invocation) throws(UsageError) -> ExitStatus {
        let choice = try ThemeChoice(invocation.theme)
        let isInteractive = !invocation.isOnce && isatty(STDOUT_FILENO) == 1
        if !isInteractive { return try runOnce(invocation, choice) }
        try claimInput()
        // Before any thread starts, so that all of them leave the signals to the main one.
        let signals = try opened(SignalDescriptor.init)
        return try withSession(invocation, choice) { session throws(UsageError) in
            var options = Terminal.Options()
            options.color = invocation.color
            options.prefersASCII = invocation.isASCII
            let terminal = try opened { () throws(TerminalError) in try Terminal(options, signals: signals) }
            return EventLoop(session, terminal: terminal, signals: signals).run()
        }
    }

    private func runOnce(_ invocation: Invocation, _ choice: ThemeChoice) throws(UsageError) -> ExitStatus {
        try withSession(invocation, choice) { session throws(UsageError) in
            let glyphs: Glyphs = invocation.isASCII || !environment.isUTF8 ? .ascii : .unicode
            return Picture(session: session, glyphs: glyphs).print()
        }
    }

    /// Runs `body` on the server that is meant; for the demo on one that lives just as long.
    private func withSession(
        _ invocation: Invocation, _ choice: ThemeChoice, _ body: (DashboardSession) throws(UsageError) -> ExitStatus
    ) throws(UsageError) -> ExitStatus {
        func session(_ source: StoreSource) -> DashboardSession {
            DashboardSession(invocation: invocation, source: source, choice: choice, environment: environment)
        }
        guard invocation.isDemo else { return try body(session(Target.source(invocation, environment))) }
        do {
            let demo = try RunningDemo(prefixes: Target.prefixes(invocation))
            defer { demo.stop() }
            return try body(session(demo.source))
        } catch let error as DemoError {
            for line in RunningDemo.words(error).split(separator: "\n") { StandardStream.complain(String(line)) }
            return .failure
        } catch let error as UsageError {
            throw error
        } catch {
            StandardStream.complain("the demo's server does not take the workload: \(error)")
            return .failure
        }
    }

    /// Keys come from the terminal also where standard input is something else, as for a pager.
    private func claimInput() throws(UsageError) {
        guard isatty(STDIN_FILENO) == 0 else { return }
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard terminal >= 0, dup2(terminal, STDIN_FILENO) >= 0 else {
            throw .noTerminal("there is no terminal to read keys from; --once prints one frame")
        }
        close(terminal)
    }

    private func opened<Value>(_ open: () throws(TerminalError) -> Value) throws(UsageError) -> Value {
        do {
            return try open()
        } catch {
            throw .noTerminal(Self.words(error))
        }
    }

    private static func words(_ error: TerminalError) -> String {
        switch error {
        case .notATerminal: "standard input or output is not a terminal; --once prints one frame"
        case .incapable(let type): "a terminal of type '\(type)' cannot show a screen; --once prints one picture"
        case .unknownType(let type):
            "the terminal's type '\(type)' is unknown here; set TERM, such as TERM=xterm-256color"
        case .system(let call, let code): "\(call): \(String(cString: strerror(code)))"
        }
    }
}
