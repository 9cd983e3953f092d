import Queues

/// A screen above the list of queues.
enum Screen: Equatable, Sendable {
    case queue(QueueScreen)
    case schedulers(SchedulersScreen)
    case job(JobView)
    case log(ListCursor)
    case trash(ListCursor)

    /// The queue it belongs to; nil for what belongs to none.
    var queue: QueueID? {
        switch self {
        case .queue(let screen): screen.queue
        case .schedulers(let screen): screen.queue
        case .job(let view): view.screen.queue
        case .log, .trash: nil
        }
    }

    var scope: Scope {
        switch self {
        case .queue: .queue
        case .schedulers: .schedulers
        case .job: .job
        case .log: .log
        case .trash: .trash
        }
    }
}

/// What lies over a screen and takes the keys.
enum Overlay: Equatable, Sendable {
    /// A question before something changes.
    case question(Question)
    /// A list to choose from.
    case menu(Menu)
    /// The line in which a filter or a search is typed.
    case prompt(TextField)
    /// The values of a change.
    case form(Form)
}

extension State {
    /// The screen on top, as actions name it.
    var scope: Scope { path.last?.scope ?? .queues }

    /// The screen whose data is shown, or lies right below what bulltop itself knows: its place in `path`; nil for the queues.
    private var watchedIndex: Int? { path.lastIndex { ![.log, .trash].contains($0.scope) } }

    /// The screen whose data is read; nil for the list of queues.
    var watchedScreen: Screen? { watchedIndex.map { path[$0] } }

    /// The queue's screen that is read; nil where another one is.
    var queueScreen: QueueScreen? {
        get { if case .queue(let screen) = watchedScreen { screen } else { nil } }
        set { if let newValue, let watchedIndex, queueScreen != nil { path[watchedIndex] = .queue(newValue) } }
    }

    /// The screen of job schedulers that is read; nil where another one is.
    var schedulersScreen: SchedulersScreen? {
        get { if case .schedulers(let screen) = watchedScreen { screen } else { nil } }
        set {
            if let newValue, let watchedIndex, schedulersScreen != nil { path[watchedIndex] = .schedulers(newValue) }
        }
    }

    /// The job's screen that is read; nil where another one is.
    var jobView: JobView? {
        get { if case .job(let view) = watchedScreen { view } else { nil } }
        set { if let newValue, let watchedIndex, jobView != nil { path[watchedIndex] = .job(newValue) } }
    }

    /// Where the trash stands, if it is on top.
    var trashCursor: ListCursor? {
        get { if case .trash(let cursor) = path.last { cursor } else { nil } }
        set { if let newValue, case .trash = path.last { path[path.count - 1] = .trash(newValue) } }
    }

    /// Where the message log stands, if it is on top.
    var logCursor: ListCursor? {
        get { if case .log(let cursor) = path.last { cursor } else { nil } }
        set { if let newValue, case .log = path.last { path[path.count - 1] = .log(newValue) } }
    }
}
