import Queues

/// The screens, as the rows of the action table name them. The raw values are their names in the documentation.
enum ScreenKind: String, CaseIterable, Sendable {
    case queues, queue, schedulers, job
    case messages, trash, server
    case causes, search, workers, events, flow, diff, doctor, metrics, output, servers
    case past = "history"
}

/// A screen that a key opens from anywhere, not from a row of another screen.
public enum Destination: Hashable, Sendable {
    case messages, trash, server, servers, doctor
    /// The output of the operator's commands.
    case output
    /// The list of queues as it was.
    case past
    /// The job schedulers of the queue on the screen, or of all queues.
    case schedulers, allSchedulers
    /// The causes of the failed jobs of the queue on the screen, or of all queues.
    case causes, allCauses
    /// The workers of the queue on the screen; on the list of queues, those of all queues.
    case workers
    /// The metrics of the queue on the screen, or under the cursor.
    case metrics
    /// The events of the queue on the screen; on the list of queues, those of all queues.
    case events
    /// The flow of the job under the cursor.
    case flow
    /// Two jobs side by side: the marked ones, or the one under the cursor and the nearest completed one.
    case diff

    /// The destination where one queue is meant.
    var ofOneQueue: Destination {
        switch self {
        case .allCauses: .causes
        case .allSchedulers: .schedulers
        case .messages, .trash, .server, .servers, .doctor, .output, .past, .schedulers, .causes, .workers, .metrics,
            .events,
            .flow,
            .diff:
            self
        }
    }

    /// Returns the screen; nil where it is for a queue and none is under the cursor.
    func screen(in state: State) -> (any ScreenBehavior)? {
        switch self {
        case .messages: MessagesScreen(atEndOf: state.log)
        case .trash: TrashScreen()
        case .server: ServerScreen()
        case .servers: ServersScreen(in: state)
        case .doctor: DoctorScreen()
        case .output: OutputScreen()
        case .past: state.queuesThen
        case .schedulers: state.currentQueue.map { SchedulersScreen(queue: $0) }
        case .allSchedulers: SchedulersScreen(queue: nil)
        case .causes: state.currentQueue.map { CausesScreen(queue: $0) }
        case .allCauses: CausesScreen(queue: nil)
        case .metrics: state.currentQueue.map { MetricsScreen(queue: $0) }
        case .workers: WorkersScreen(queue: state.path.top.ownQueue)
        case .events: EventsScreen(queue: state.path.top.ownQueue)
        case .flow: FlowScreen(of: state.path.top)
        case .diff: DiffScreen(of: state.path.top)
        }
    }

    /// Returns the reason why it cannot be opened now; nil where it can.
    func reason(in state: State) -> String? {
        if let reason = state.path.top.reason(againstVisiting: self, state.keys) { return reason }
        if self == .diff { return DiffScreen.reason(on: state.path.top, state.keys) }
        if state.server?.replay != nil, screen(in: state)?.watch?.isRecorded == false { return Words.notRecorded }
        if self == .past { return state.history.moments == nil ? "Nothing was read yet, so nothing is kept." : nil }
        return screen(in: state) == nil ? "There is no \(self == .flow ? "job" : "queue") under the cursor." : nil
    }
}

extension Scope {
    /// The screens whose rows can be marked.
    static let lists = Scope(.queues, .queue, .search)
    /// The screens whose rows come from the server.
    static let tables = Scope(.queues, .queue, .schedulers, .causes, .search, .workers, .events, .flow, .diff, .past)
    /// The screens whose rows have an order.
    static let columns = Scope(.queues, .queue, .schedulers, .causes, .past)
    /// The screens whose columns can be scrolled.
    static let wide = columns.union(.search).union(Scope(.workers, .events, .flow, .metrics))
    /// The screens whose rows can be folded.
    static let trees = Scope(.queues, .flow, .diff)
    /// The servers and their queues.
    static let servers = Scope(.servers)
    /// The screens with tabs.
    static let tabs = Scope(.queue, .job, .output)
    /// The screens with a queue of their own, or under the cursor.
    static let anyQueue = Scope(.queues, .queue, .job, .causes, .search, .workers, .events, .flow, .past)
    /// The screens with a job of their own, or under the cursor.
    static let jobs = Scope(.queue, .job, .causes, .search, .workers, .flow)
}
