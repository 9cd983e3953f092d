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
        // A reader that is gone appears as EPIPE, and a dead server as a failed write.
        signal(SIGPIPE, SIG_IGN)
        StandardStream.occupyClosed()
        linux_share_heap()
        linux_clean_environment()
        do {
            return try run(
                Invocation(arguments, environment) { () throws(UsageError) in try Configuration.read(environment) })
        } catch {
            return error.write()
        }
    }

    private func run(_ invocation: Invocation) throws(UsageError) -> ExitStatus {
        for remark in invocation.configuration.remarks { StandardStream.complain(remark) }
        switch invocation.purpose {
        case .help: return StandardStream.output.write(Help.text(of: invocation.entry)).status
        case .version: return StandardStream.output.write(BuiltFrom.text).status
        case .task(.text(let text)): return StandardStream.output.write(text).status
        case .task(.screen(let options)):
            return try openScreen(options, invocation)
        case .task(.program(let run)): return try run(environment)
        case .task(.reading(let options, let read)):
            let session = try CommandSession(invocation, options, environment)
            return session.run { () throws(CommandFailure) in
                try read(session)
                return session.closeReading()
            }
        case .task(.changing(let options, let plan)):
            let session = try CommandSession(invocation, options.session, environment)
            return session.run { () throws(CommandFailure) in try ChangeRunner.run(session, options, plan) }
        }
    }

    private func openScreen(
        _ options: ScreenOptions, _ invocation: Invocation
    ) throws(UsageError) -> ExitStatus {
        let configuration = invocation.configuration
        let choice = try ThemeChoice(options.theme)
        let isInteractive = !options.isOnce && environment.hasScreen
        if !isInteractive {
            guard invocation.servers.further.isEmpty else {
                throw .conflict("one frame shows one server: give one --url or --connection")
            }
            return try runOnce(options, choice, configuration)
        }
        try claimInput()
        // Opened before any thread is started, so that all of them leave the signals to the main thread.
        let signals = try opened(SignalDescriptor.init)
        return try withSession(options, choice, configuration) { session throws(UsageError) in
            var session = session
            session.remarks = [invocation.remark].compactMap(\.self)
            let further = try self.further(invocation, choice)
            var drawing = Terminal.Options()
            drawing.color = options.color
            (drawing.prefersASCII, drawing.setsTitle) = (options.isASCII, options.setsTitle)
            let terminal = try opened { () throws(TerminalError) in try Terminal(drawing, signals: signals) }
            return EventLoop(
                session, further, others: others(invocation, choice), terminal: terminal, signals: signals
            ).run()
        }
    }

    private func runOnce(
        _ options: ScreenOptions, _ choice: ThemeChoice, _ configuration: Configuration
    ) throws(UsageError) -> ExitStatus {
        try withSession(options, choice, configuration) { session throws(UsageError) in
            let glyphs: Glyphs = options.isASCII || !environment.isUTF8 ? .ascii : .unicode
            return SingleFrame(session: session, glyphs: glyphs).print()
        }
    }

    /// Returns the sessions of the servers after the first one.
    private func further(_ invocation: Invocation, _ choice: ThemeChoice) throws(UsageError) -> [DashboardSession] {
        var sessions: [DashboardSession] = []
        for options in invocation.servers.further {
            sessions.append(try serverSession(options, choice, invocation.configuration))
        }
        return sessions
    }

    /// Returns the connections of the configuration that are not named.
    private func others(_ invocation: Invocation, _ choice: ThemeChoice) -> OtherConnections {
        OtherConnections(names: invocation.servers.others) { name throws(UsageError) in
            try serverSession(
                try invocation.options(ofConnection: name, environment), choice, invocation.configuration)
        }
    }

    /// Returns the session of the server that the options name.
    private func serverSession(
        _ options: ScreenOptions, _ choice: ThemeChoice, _ configuration: Configuration
    ) throws(UsageError) -> DashboardSession {
        let source = try Target.source(options.connection, environment, by: configuration)
        return session(options, choice, configuration, on: source)
    }

    private func session(
        _ options: ScreenOptions, _ choice: ThemeChoice, _ configuration: Configuration, on source: StoreSource
    ) -> DashboardSession {
        DashboardSession(
            options: options, source: source, choice: choice, environment: environment, configuration: configuration)
    }

    /// Runs `body` on the chosen server; for the demo, on one that exists only meanwhile.
    private func withSession(
        _ options: ScreenOptions, _ choice: ThemeChoice, _ configuration: Configuration,
        _ body: (DashboardSession) throws(UsageError) -> ExitStatus
    ) throws(UsageError) -> ExitStatus {
        if let replay = options.replay {
            let isOnce = options.isOnce || !environment.hasScreen
            let source = try StoreFactory.source(replay, isOnce: isOnce)
            return try body(session(options, choice, configuration, on: source))
        }
        guard options.isDemo else { return try body(serverSession(options, choice, configuration)) }
        do {
            let demo = try RunningDemo(
                prefixes: Target.prefixes(options.connection), thresholds: configuration.thresholds.values)
            defer { demo.stop() }
            let source = demo.source.hiding(options.connection.hiddenNames)
            return try body(session(options, choice, configuration, on: source))
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

    /// Makes the terminal standard input, so that keys come from it even where standard input is something else, as for
    /// a pager.
    private func claimInput() throws(UsageError) {
        guard isatty(STDIN_FILENO) == 0 else { return }
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard terminal >= 0, dup2(terminal, STDIN_FILENO) >= 0 else {
            throw .noTerminal(
                "there is no terminal to read keys from (/dev/tty: \(String(cString: strerror(errno)))); "
                    + "--once prints one frame")
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
        case .file(let path, let code):
            "the terminal \(path) cannot be opened: \(String(cString: strerror(code))); "
                + "a root directory of its own needs the system's /dev, else --once prints one frame"
        case .system(let call, let code): "\(call): \(String(cString: strerror(code)))"
        }
    }
}
