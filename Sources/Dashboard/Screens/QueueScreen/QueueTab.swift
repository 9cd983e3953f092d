import Canvas
import Queues

/// A tab of a queue's screen: one of its lists, or another screen of the queue, which has a key of its own.
enum QueueTab: Hashable, Sendable {
    case list(JobList)
    case causes, workers, metrics, events, schedulers

    /// All tabs, from left to right.
    static let all: [QueueTab] = JobList.tabs.map { .list($0) } + [.causes, .workers, .metrics, .events, .schedulers]

    /// The screen that it opens; nil for a list.
    var destination: Destination? {
        switch self {
        case .list: nil
        case .causes: .causes
        case .workers: .workers
        case .metrics: .metrics
        case .events: .events
        case .schedulers: .schedulers
        }
    }

    /// The action that it stands for.
    var action: Action {
        switch self {
        case .list(let list): .screen(.show(list))
        case .causes, .workers, .metrics, .events, .schedulers: destination.map { .visit($0) } ?? .screen(.nextTab)
        }
    }

    /// Its name.
    var title: String {
        switch self {
        case .list(let list): list.title
        case .causes: "causes"
        case .workers: "workers"
        case .metrics: "metrics"
        case .events: "events"
        case .schedulers: "schedulers"
        }
    }
}

/// What is known of a queue besides the pages of its jobs. It is read with the list of queues, less often than a page.
struct QueueFacts: Equatable, Sendable {
    /// The number of causes of its recent failures; nil before all of them are read.
    var causes: Int?
    /// How long its jobs ran that finished last; nil before that is read.
    var run: Timing?
    /// The number of connected workers, and of schedulers; nil where they are not known.
    var workers: Int?
    var schedulers: Int?

    /// Notes what a reading of the queue says.
    mutating func note(_ queue: QueueSummary?) {
        workers = queue?.evidence.workers ?? workers
        schedulers = queue?.evidence.schedulers ?? schedulers
    }
}

extension QueueScreen {
    /// The queue of which causes and times are wanted besides the page.
    var describedQueue: QueueID? { queue }

    mutating func receive(beside overview: Overview) {
        if let insight = overview.insight, insight.queue == queue, insight.isComplete {
            facts.causes = insight.causeCount
        }
        guard let summary = overview.queues.first(where: { $0.id == queue }) else { return }
        if let times = summary.finishedTimes { facts.run = times.run }
        facts.note(summary)
    }

    /// The chosen tab.
    var tab: QueueTab { link ?? .list(list) }

    /// Chooses a tab by its distance from the chosen one. A list is shown at once, another screen is opened by the key that
    /// opens a row.
    mutating func chooseTab(after steps: Int) {
        guard let index = QueueTab.all.firstIndex(of: tab), QueueTab.all.indices.contains(index + steps) else { return }
        switch QueueTab.all[index + steps] {
        case .list(let list): show(list)
        case let other: link = other
        }
    }

    /// Opens the screen of a tab.
    func open(_ tab: QueueTab?, in state: State) -> Reaction {
        tab?.destination?.screen(in: state).map { .open($0) } ?? .done
    }

    mutating func stepBack(in state: State) -> Bool {
        guard link != nil else { return false }
        link = nil
        return true
    }

    func action(ofTab number: Int, in state: State) -> Action? {
        QueueTab.all.indices.contains(number) ? QueueTab.all[number].action : nil
    }

    func hint(of action: Action, in state: State) -> String? {
        action == .screen(.open) ? link.map { "open \($0.title)" } : nil
    }
}
