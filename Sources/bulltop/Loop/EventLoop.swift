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
    private let own: OwnPrograms
    private let signals: SignalDescriptor
    private let news = Mailbox<Message>()
    private let poller: Poller
    private let changer: Changer
    private let inspector: Inspector
    private let copier: Copier
    private let exporter: Exporter
    private let keeper: PreferenceKeeper
    private let alarmPrograms: AlarmPrograms
    private var state: State
    private var (watch, aside): (Watch?, Watch?)
    private var inquiry: Inquiry?
    private var interval: Milliseconds
    /// Whether the screen is older than the state.
    private var needsDrawing = true
    /// The exit status; nil while the loop runs.
    private var end: ExitStatus?

    init(_ session: DashboardSession, terminal: Terminal, signals: SignalDescriptor) {
        self.terminal = terminal
        self.signals = signals
        editor = Editor(terminal, session.environment)
        own = OwnPrograms(session, terminal, to: news)
        var preferences = QueuePreferences()
        let file = session.preferenceFile
        do throws(PreferenceFile.Problem) { preferences = try file?.read() ?? preferences } catch {
            news.post(.noticed("How the queues were listed cannot be read. \(error.words)"))
        }
        keeper = PreferenceKeeper(file, to: news)
        state = session.state(size: terminal.size, glyphs: terminal.glyphs, preferences: preferences)
        watch = state.watch
        interval = state.interval
        poller = Poller(session.source, interval: interval, watch: watch, to: news)
        changer = Changer(session.source, to: news)
        inspector = Inspector(session.source, to: news)
        copier = Copier(to: news)
        alarmPrograms = AlarmPrograms(server: session.source.address, isSilent: true)
        exporter = Exporter(session.source, session.environment, to: news)
        if let notice = terminal.notice { news.post(.noticed(notice)) }
    }

    /// Runs until the operator quits or a signal ends it. Afterwards the terminal is as it was before.
    func run() -> ExitStatus {
        while end == nil {
            draw()
            let ready = wait()
            take(.clock(WallClock.now))
            if ready.signal { takeSignals() }
            if ready.input { takeInput() }
            if ready.news { news.takeAll().forEach(take) }
            tellReaders()
        }
        let farewell = if case .signal(SIGHUP)? = end { Signal.hangUp } else { Signal.terminate }
        editor.close(farewell)
        own.stop(farewell)
        terminal.close()
        for sentence in state.underWay { StandardStream.complain(sentence) }
        poller.stop()
        inspector.stop()
        changer.stop()
        copier.stop()
        exporter.stop()
        keeper.stop()
        return end ?? .success
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
            pollfd(fd: news.bell.descriptor, events: readable, revents: 0),
        ]
        if needsDrawing { watched.append(pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)) }
        // A clock that was set back must not delay due events for longer than this, in ms.
        let longest: Milliseconds = 60_000
        let timeout = state.wakeAt.map { Int32(clamping: min(longest, max(0, $0 - WallClock.now))) } ?? -1
        poll(&watched, nfds_t(watched.count), timeout)
        return Ready(
            input: watched[0].revents != 0, signal: watched[1].revents != 0, news: watched[2].revents != 0)
    }

    private func take(_ message: Message) {
        let before = state
        let effects = update(&state, message)
        if state != before { needsDrawing = true }
        if case .own(let run, .ended) = message { own.forget(run) }
        for effect in effects { perform(effect) }
    }

    private func perform(_ effect: Effect) {
        switch effect {
        case .perform(let operation, let budget): changer.perform(operation, keeping: budget)
        case .stop:
            changer.cancel()
            exporter.cancel()
        case .edit(let draft): takeBack(editor.open(draft))
        case .refresh:
            tellReaders()
            poller.give(.refresh)
        case .quit: end = end ?? .success
        case .suspend:
            terminal.suspend()
            afterPause()
        case .repaint:
            terminal.repaint()
            needsDrawing = true
        case .keep(let preferences): keeper.keep(preferences)
        case .copy(let clip): copier.copy(clip, terminal)
        case .export(let export): exporter.export(export)
        case .own(let run, let order): own.obey(order, run)
        case .ring: terminal.ring()
        case .alarm(let change):
            if let problem = alarmPrograms.run(for: change) { news.post(.noticed(problem)) }
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
                for problem in alarmPrograms.takeProblems() { take(.noticed(problem)) }
                takeBack(editor.look())
                takeBack(own.look())
            // The signals of the keyboard are for the program on the terminal; the size is read after its end.
            case _ where editor.isOpen || own.isOpen: break
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

    /// Takes the message that the editor has ended; nil where there is none.
    private func takeBack(_ message: Message?) {
        guard let message else { return }
        afterPause()
        take(message)
    }

    /// Updates the time and the size of the window after the process stood still.
    private func afterPause() {
        take(.clock(WallClock.now))
        take(.inputs([.resize(terminal.updateSize())]))
        needsDrawing = true
    }

    /// Passes the present watch and inquiry to the threads that read the server.
    private func tellReaders() {
        if state.watch != watch || state.aside != aside {
            (watch, aside) = (state.watch, state.aside)
            poller.give(.watch(watch, aside: aside))
        }
        if state.interval != interval {
            interval = state.interval
            poller.give(.pace(interval))
        }
        if state.inquiry != inquiry {
            inquiry = state.inquiry
            inspector.find(inquiry)
        }
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
