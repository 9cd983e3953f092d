import Canvas
import Queues

extension Action {
    /// The actions that choose what a screen shows.
    static let onTabs: [ActionEntry] = panes + lists + sections

    private static let panes: [ActionEntry] = [
        ActionEntry(
            .screen(.nextPane), .move, "Next pane", [.tab], Scope(.queues, .past, .servers, .metrics), hint: "next pane"
        ),
        ActionEntry(
            .screen(.previousPane), .move, "Previous pane", [.backTab], Scope(.queues, .past, .servers, .metrics)),
        ActionEntry(
            .screen(.previousTab), .move, "Previous tab", [.character("h"), .left, .backTab, .character("[")], .tabs),
        ActionEntry(
            .screen(.nextTab), .move, "Next tab", [.character("l"), .right, .tab, .character("]")], .tabs,
            hint: "next tab"),
    ]

    private static let lists: [ActionEntry] =
        JobList.tabs.prefix(6).map(show) + [
            .visit(.schedulers, .move, "Show the queue's schedulers", [.character("7")], .tables, menu: .queue)
        ] + JobList.tabs.dropFirst(6).map(show)

    private static let sections: [ActionEntry] = JobSection.allCases.enumerated().map { index, section in
        ActionEntry(
            .screen(.section(index + 1)), .move, "Show the job's \(section.rawValue)",
            [.character(Character("\(index + 1)"))], .job)
    }

    /// The actions that move in time.
    static let onTime: [ActionEntry] =
        [
            ActionEntry(
                .screen(.earlier), .look, "Earlier", [.left, .character("h")], Scope(.metrics, .past),
                hint: "earlier"),
            ActionEntry(
                .screen(.later), .look, "Later", [.right, .character("l")], Scope(.metrics, .past), hint: "later"),
            .visit(
                .past, .look, "Show the queues as they were", [.character("H")], .all.subtracting(Scope(.past)),
                command: "history"),
            ActionEntry(
                .screen(.returnToNow), .look, "Return to now", [.character("H")], Scope(.past), command: "now"),
            ActionEntry(
                .screen(.earlierMinute), .look, "A minute earlier", [.character("[")], Scope(.past), hint: "minute"),
            ActionEntry(.screen(.laterMinute), .look, "A minute later", [.character("]")], Scope(.past)),
            ActionEntry(
                .screen(.earlierNote), .look, "Event of note before", [.character("N")], Scope(.past), hint: "event"),
            ActionEntry(.screen(.laterNote), .look, "Event of note after", [.character("n")], Scope(.past)),
        ]
        + MetricsRange.allCases.enumerated().map { index, range in
            ActionEntry(
                .screen(.range(range)), .look, "Show the last \(range.words)",
                [.character(Character("\(index + 1)"))], Scope(.metrics))
        }

    /// Returns the row of a list of jobs. The digit 7 is left for the schedulers, which are between the lists.
    private static func show(_ list: JobList) -> ActionEntry {
        ActionEntry(.screen(.show(list)), .move, "Show \(list.title) jobs", [list.key], .tables) { state in
            state.currentQueue == nil ? "There is no queue under the cursor." : nil
        }
    }
}

extension JobList {
    /// The tabs of the queue screen, from left to right.
    static let tabs: [JobList] = [
        .latest, .state(.waiting), .state(.active), .state(.completed), .state(.failed), .state(.delayed),
        .state(.prioritized), .state(.waitingChildren),
    ]

    /// Its name, as a tab and within a sentence.
    var title: String {
        switch self {
        case .latest: "latest"
        case .state(let state): state.rawValue
        }
    }

    /// Returns an order of it in words: `next to run first` where its jobs are in line.
    func words(for order: JobOrder) -> String {
        switch order {
        case .newestFirst: isLineUp ? "last to run first" : "newest first"
        case .oldestFirst: isLineUp ? "next to run first" : "oldest first"
        }
    }

    /// The digit that chooses it. 7 is left for the schedulers, which are not a list of jobs.
    var key: Key {
        switch self {
        case .latest: .character("1")
        case .state(.waiting): .character("2")
        case .state(.active): .character("3")
        case .state(.completed): .character("4")
        case .state(.failed): .character("5")
        case .state(.delayed): .character("6")
        case .state(.prioritized): .character("8")
        case .state(.waitingChildren): .character("9")
        }
    }
}
