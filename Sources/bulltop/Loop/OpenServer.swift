internal import Canvas
internal import Dashboard
internal import Queues
internal import Terminal
internal import Threads

/// A server that the dashboard has opened: its model, and the threads that read and change it. The main thread owns it.
final class OpenServer {
    /// Its model.
    private(set) var state: State
    /// The messages of its threads.
    let news = Mailbox<Message>()
    /// The commands of the operator that run for it.
    let own: OwnPrograms
    /// The commands of its alarms.
    let alarmPrograms: AlarmPrograms
    /// The thread that copies texts which it shows.
    let copier: Copier
    private let poller: Poller
    private let changer: Changer
    private let inspector: Inspector
    private let exporter: Exporter
    private let keeper: PreferenceKeeper
    /// What is remembered when it comes to the front; nil for nothing, as where the file is broken and stays as it is.
    private var remembered: PreferenceFile.Change?
    private var (watch, aside): (Watch?, Watch?)
    private var preparation: OverviewPreparation
    private var inquiry: Inquiry?
    private var interval: Milliseconds

    /// Begins to read a server for a terminal.
    init(_ session: DashboardSession, _ terminal: Terminal) {
        own = OwnPrograms(session, terminal, to: news)
        var preferences = QueuePreferences()
        let file = session.preferenceFile
        do throws(PreferenceFile.Problem) {
            preferences = try file?.read() ?? preferences
            remembered = session.remembered
        } catch {
            news.post(.noticed("What was remembered cannot be read. \(error.words)"))
        }
        keeper = PreferenceKeeper(file, to: news)
        state = session.state(size: terminal.size, glyphs: terminal.glyphs, preferences: preferences)
        watch = state.watch
        interval = state.interval
        preparation = state.preparation
        poller = Poller(session.source, interval: interval, watch: watch, preparation, to: news)
        changer = Changer(session.source, to: news)
        inspector = Inspector(session.source, to: news)
        copier = Copier(to: news)
        alarmPrograms = AlarmPrograms(server: session.source.address, isSilent: true)
        exporter = Exporter(session.source, session.environment, to: news)
    }

    /// Applies a message to its model. Returns the effects, and whether the model has changed.
    func take(_ message: Message) -> (effects: [Effect], hasChanged: Bool) {
        let before = state
        let effects = update(&state, message)
        if case .own(let run, .ended) = message { own.forget(run) }
        return (effects, state != before)
    }

    /// Performs an effect on the server or its threads. Those on the terminal are the loop's.
    func perform(_ effect: Effect) {
        switch effect {
        case .perform(let operation, let budget): changer.perform(operation, keeping: budget)
        case .stop:
            changer.cancel()
            exporter.cancel()
        case .refresh:
            tellReaders()
            poller.give(.refresh)
        case .keep(let preferences): keeper.keep(.queues(preferences))
        case .keepTheme(let name): keeper.keep(.theme(name))
        case .export(let export): exporter.export(export)
        case .own(let run, let order): own.obey(order, run)
        case .alarm(let change):
            if let problem = alarmPrograms.run(for: change) { news.post(.noticed(problem)) }
        case .edit, .quit, .suspend, .repaint, .copy, .ring, .enter: break
        }
    }

    /// Remembers that it is the server that was used last.
    func rememberUse() { if let remembered { keeper.keep(remembered) } }

    /// Passes the present watch and inquiry to the threads that read the server.
    func tellReaders() {
        if state.watch != watch || state.aside != aside {
            (watch, aside) = (state.watch, state.aside)
            poller.give(.watch(watch, aside: aside))
        }
        if state.preparation != preparation {
            preparation = state.preparation
            poller.give(.prepare(preparation))
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

    /// Ends its threads, even during a reading that hangs, and waits for their end.
    func stop() {
        poller.stop()
        inspector.stop()
        changer.stop()
        copier.stop()
        exporter.stop()
        keeper.stop()
    }
}
