import Canvas
import Queues

/// The list of queues as it was at a moment of the past: the time machine. It draws what the history keeps with the code of
/// the list itself.
struct PastScreen: Equatable, Sendable {
    /// The list as it was.
    private(set) var queues: QueuesScreen
    /// The moment that is shown.
    private(set) var moment: PastMoment
    /// The finished jobs by the minute up to that moment.
    private(set) var minutes: [QueueMinutes] = []
    /// The event of note that was gone to, and others that began in the same step; none where another moment was.
    private(set) var events: [PastEvent] = []

    /// Creates the list at the latest moment, ordered and filtered as it is now; nil where nothing is kept.
    init?(_ queues: QueuesScreen, in history: History) {
        guard let last = history.moments?.last else { return nil }
        (self.queues, moment) = (queues, last)
        self.queues.beginPast()
        show(last, in: history)
    }

    /// Shows a moment.
    private mutating func show(_ moment: PastMoment, of events: [PastEvent] = [], in history: History) {
        (self.moment, self.events) = (moment, events)
        let overview = history.overview(at: moment)
        minutes = history.minutes(of: overview.queues.map(\.id), until: moment)
        queues.receive(Snapshot(overview, reading: Reading(takenAt: moment.time, receivedAt: moment.time)))
        if let event = events.first { queues.select(event.queue) }
    }

    /// Goes one step back or forth.
    mutating func step(isForward: Bool, in history: History) {
        let next = isForward ? history.moment(after: moment) : history.moment(before: moment)
        if let next { show(next, in: history) }
    }

    /// The length of a minute, in ms.
    private static let minute: Milliseconds = 60_000

    /// Goes to the beginning of the minute, or of the one before or after; at the ends to the first or the latest moment.
    mutating func goByMinute(isForward: Bool, in history: History) {
        let begin = moment.time / Self.minute * Self.minute
        let time = isForward ? begin + Self.minute : begin == moment.time ? begin - Self.minute : begin
        if let next = history.moment(at: time) { show(next, in: history) }
    }

    /// Goes to the event of note before or after.
    mutating func goToEvent(isForward: Bool, in history: History) {
        guard let event = isForward ? history.event(after: moment) : history.event(before: moment),
            let next = history.moment(at: event.time)
        else { return }
        show(next, of: [event] + history.events(beside: event), in: history)
    }

    /// Changes the list, which is given the program as it was.
    mutating func change<Result>(in state: State, _ change: (inout QueuesScreen, State) -> Result) -> Result {
        let past = stateThen(state)
        return change(&queues, past)
    }

    /// Returns the program as it was, as far as the list of queues shows it. What the server was is not kept.
    func stateThen(_ state: State) -> State {
        var past = state
        past.path = ScreenPath(queues)
        past.history = state.history.showing(minutes)
        (past.server, past.connection, past.frozenAt) = (nil, .connected, nil)
        past.alarms = AlarmBook()
        return past
    }
}

extension QueuesScreen {
    /// Becomes a list of the past: what is not kept of it is forgotten.
    fileprivate mutating func beginPast() {
        isPast = true
        (insights, explained, resting, marks, before, overview) = ([], nil, nil, [], [], nil)
        pane = .queues
    }
}
