import Queues

/// The screens, as the rows of the action table name them. The raw value is what the documentation calls them.
enum ScreenKind: String, CaseIterable, Sendable {
    case queues, queue, schedulers, job
    case messages, trash, server
    case causes, search, workers, events, flow, diff
}

/// A screen that a key opens from anywhere, and not a row of another screen.
public enum Destination: Hashable, Sendable {
    case messages, trash, server
    /// The job schedulers of the queue on the screen, or of all queues.
    case schedulers, allSchedulers
    /// The causes of the failed jobs of the queue on the screen, or of all queues.
    case causes, allCauses
    /// The workers of the queue on the screen; on the list of queues, those of all queues.
    case workers
    /// The events of the queue on the screen; on the list of queues, those of all queues.
    case events
    /// The flow of the job under the cursor.
    case flow
    /// Two jobs side by side: those that are marked, or the one under the cursor and the nearest completed one.
    case diff

    /// The screen; nil where it is for a queue and there is none under the cursor.
    func screen(in state: State) -> (any ScreenBehavior)? {
        switch self {
        case .messages: MessagesScreen(atEndOf: state.log)
        case .trash: TrashScreen()
        case .server: ServerScreen()
        case .schedulers: state.currentQueue.map { SchedulersScreen(queue: $0) }
        case .allSchedulers: SchedulersScreen(queue: nil)
        case .causes: state.currentQueue.map { CausesScreen(queue: $0) }
        case .allCauses: CausesScreen(queue: nil)
        case .workers: WorkersScreen(queue: state.path.top.ownQueue)
        case .events: EventsScreen(queue: state.path.top.ownQueue)
        case .flow: FlowScreen(of: state.path.top)
        case .diff: DiffScreen(of: state.path.top)
        }
    }

    /// Returns why it cannot be opened now; nil where it can.
    func reason(in state: State) -> String? {
        if let reason = state.path.top.reason(againstVisiting: self, state.keys) { return reason }
        if self == .diff { return DiffScreen.reason(on: state.path.top, state.keys) }
        return screen(in: state) == nil ? "There is no \(self == .flow ? "job" : "queue") under the cursor." : nil
    }
}

extension Scope {
    /// Where rows can be marked.
    static let lists = Scope(.queues, .queue, .search)
    /// Where the rows come from the server.
    static let tables = Scope(.queues, .queue, .schedulers, .causes, .search, .workers, .events, .flow, .diff)
    /// Where rows have an order.
    static let columns = Scope(.queues, .queue, .schedulers, .causes)
    /// Where columns can be scrolled.
    static let wide = columns.union(.search).union(Scope(.workers, .events, .flow))
    /// Where rows can be folded.
    static let trees = Scope(.queues, .flow, .diff)
    /// Where there are tabs.
    static let tabs = Scope(.queue, .job)
    /// Where a queue is on the screen, or under the cursor.
    static let anyQueue = Scope(.queues, .queue, .job)
    /// Where a job is on the screen, or under the cursor.
    static let jobs = Scope(.queue, .job, .causes, .search, .workers, .flow)
}
