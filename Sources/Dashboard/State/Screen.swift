/// A screen above the list of queues.
enum Screen: Equatable, Sendable {
    case queue(QueueScreen)
    case job(JobView)
    case log(ListCursor)

    var scope: Scope {
        switch self {
        case .queue: .queue
        case .job: .job
        case .log: .log
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
}

extension State {
    /// The screen on top, as actions name it.
    var scope: Scope { path.last?.scope ?? .queues }

    /// The queue's screen on top; nil where it is another one.
    var queueScreen: QueueScreen? {
        get { if case .queue(let screen) = path.last { screen } else { nil } }
        set { if let newValue, case .queue = path.last { path[path.count - 1] = .queue(newValue) } }
    }

    /// The job's screen on top; nil where it is another one.
    var jobView: JobView? {
        get { if case .job(let view) = path.last { view } else { nil } }
        set { if let newValue, case .job = path.last { path[path.count - 1] = .job(newValue) } }
    }

    /// Where the message log stands, if it is on top.
    var logCursor: ListCursor? {
        get { if case .log(let cursor) = path.last { cursor } else { nil } }
        set { if let newValue, case .log = path.last { path[path.count - 1] = .log(newValue) } }
    }
}
