internal import Canvas
internal import Dashboard
internal import Glibc
internal import Queues
internal import Terminal
internal import Threads

/// The main thread's loop: it waits for keys, signals, news of the server and the next deadline, passes them to the
/// model, performs its effects, and draws.
final class EventLoop {
    private let terminal: Terminal
    private let editor: Editor
    private let signals: SignalDescriptor
    private let servers: ServerRing
    /// Whether the screen is older than the state.
    private var needsDrawing = true
    /// The exit status; nil while the loop runs.
    private var end: ExitStatus?

    /// Creates a loop for servers of one terminal; the first of the sessions is shown at the start.
    init(
        _ session: DashboardSession, _ further: [DashboardSession] = [],
        others: OtherConnections = OtherConnections(), terminal: Terminal, signals: SignalDescriptor
    ) {
        self.terminal = terminal
        self.signals = signals
        editor = Editor(terminal, session.environment)
        servers = ServerRing(session, further, others, terminal)
        if let notice = terminal.notice { servers.front.news.post(.noticed(notice)) }
    }

    /// The state of the server in front.
    private var state: State { servers.front.state }

    /// Runs until the operator quits or a signal ends it. Afterwards the terminal is as it was before.
    func run() -> ExitStatus {
        while end == nil {
            draw()
            let ready = wait()
            for server in servers.opened { take(.clock(WallClock.now), of: server) }
            if ready.signal { takeSignals() }
            if ready.input { takeInput() }
            if ready.news { takeNews() }
            tellServers()
        }
        let farewell = if case .signal(SIGHUP)? = end { Signal.hangUp } else { Signal.terminate }
        editor.close(farewell)
        let opened = servers.opened
        for server in opened { server.own.stop(farewell) }
        terminal.close()
        for sentence in opened.flatMap(\.state.underWay) { StandardStream.complain(sentence) }
        for server in opened { server.stop() }
        return end ?? .success
    }

    private func takeNews() {
        for server in servers.opened {
            for message in server.news.takeAll() { take(message, of: server) }
        }
    }

    /// Passes what is wanted to the readers of each server, and what is known of all servers to the one in front.
    private func tellServers() {
        let summaries = servers.summaries
        if summaries != state.servers { take(.servers(summaries)) }
        for server in servers.opened { server.tellReaders() }
    }

    /// The sources that are ready.
    private struct Ready {
        var input: Bool
        var signal: Bool
        var news: Bool
    }

    /// Waits for an event, for the time at which the model wakes, or for a busy terminal to take output again.
    private func wait() -> Ready {
        let readable = Int16(POLLIN)
        var watched = [
            pollfd(fd: terminal.inputDescriptor, events: readable, revents: 0),
            pollfd(fd: signals.descriptor, events: readable, revents: 0),
        ]
        let opened = servers.opened
        watched += opened.map { pollfd(fd: $0.news.bell.descriptor, events: readable, revents: 0) }
        if needsDrawing { watched.append(pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)) }
        // A clock that was set back must not delay due events for longer than this, in ms.
        let longest: Milliseconds = 60_000
        let timeout = state.wakeAt.map { Int32(clamping: min(longest, max(0, $0 - WallClock.now))) } ?? -1
        poll(&watched, nfds_t(watched.count), timeout)
        return Ready(
            input: watched[0].revents != 0, signal: watched[1].revents != 0,
            news: watched[2..<(2 + opened.count)].contains { $0.revents != 0 })
    }

    private func take(_ message: Message) { take(message, of: servers.front) }

    private func take(_ message: Message, of server: OpenServer) {
        let (effects, hasChanged) = server.take(message)
        if hasChanged, server === servers.front { needsDrawing = true }
        for effect in effects { perform(effect, of: server) }
    }

    private func perform(_ effect: Effect, of server: OpenServer) {
        switch effect {
        case .edit(let draft): takeBack(editor.open(draft))
        case .quit: end = end ?? .success
        case .suspend:
            terminal.suspend()
            afterPause()
        case .repaint:
            terminal.repaint()
            needsDrawing = true
        case .copy(let clip): server.copier.copy(clip, terminal)
        case .ring: terminal.ring()
        case .enter(let index, let queue):
            if let problem = servers.enter(index, queue: queue) { take(.noticed(problem)) }
            afterPause()
        case .perform, .stop, .refresh, .keep, .keepTheme, .export, .own, .alarm: server.perform(effect)
        }
    }

    private func takeInput() {
        let reading = terminal.read()
        if !reading.inputs.isEmpty { take(.inputs(reading.inputs)) }
        if reading.isHungUp { end = end ?? .signal(SIGHUP) }
    }

    private func takeSignals() {
        for signal in signals.read() {
            switch signal {
            case .terminate, .hangUp: end = end ?? .signal(signal.number)
            case .childChange:
                takeBack(editor.look())
                for server in servers.opened {
                    for problem in server.alarmPrograms.takeProblems() { take(.noticed(problem), of: server) }
                    takeBack(server.own.look(), of: server)
                }
            // The signals of the keyboard are for the program on the terminal; the size is read after its end.
            case _ where editor.isOpen || servers.opened.contains { $0.own.isOpen }: break
            case .windowChange: take(.inputs([.resize(terminal.updateSize())]))
            case .stop:
                terminal.suspend()
                afterPause()
            case .resume:
                terminal.resume()
                afterPause()
            case .interrupt, .quit: end = end ?? .signal(signal.number)
            }
        }
    }

    /// Takes the message that a program on the terminal has ended; nil where there is none. It is for the server in front
    /// unless another one is given.
    private func takeBack(_ message: Message?, of server: OpenServer? = nil) {
        guard let message else { return }
        afterPause()
        take(message, of: server ?? servers.front)
    }

    /// Updates the time and the size of the window after the process stood still.
    private func afterPause() {
        take(.clock(WallClock.now))
        take(.inputs([.resize(terminal.updateSize())]))
        needsDrawing = true
    }

    /// Draws at most once for all events that came together. A terminal that takes no output gets the newest state
    /// later.
    private func draw() {
        guard needsDrawing else { return }
        terminal.use(mouse: state.usesMouse)
        terminal.set(title: state.title)
        needsDrawing = !terminal.draw(render(state, size: terminal.size))
        guard !needsDrawing, state.awaitsDrawing else { return }
        take(.clock(WallClock.now))
        take(.drawn)
    }
}
