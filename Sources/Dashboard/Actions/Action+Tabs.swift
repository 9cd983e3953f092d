import Canvas
import Queues

extension Action {
    /// The actions that choose what a screen shows.
    static let onTabs: [ActionEntry] =
        [
            ActionEntry(
                .screen(.previousTab), "Previous tab", [.character("h"), .left, .character("["), .backTab], .tabbed),
            ActionEntry(
                .screen(.nextTab), "Next tab", [.character("l"), .right, .character("]"), .tab], .tabbed, hint: "next tab"
            ),
        ]
        + JobList.tabs.map { list in
            ActionEntry(.screen(.show(list)), "Show \(list.title) jobs", [list.key], .tables) { state in
                state.currentQueue == nil ? "There is no queue under the cursor." : nil
            }
        }
        + [
            .visit(.schedulers, "Show the queue's schedulers", [.character("7")], .tables, menu: .queue)
        ]
        + JobSection.allCases.enumerated().map { index, section in
            ActionEntry(
                .screen(.section(index + 1)), "Show the job's \(section.rawValue)",
                [.character(Character("\(index + 1)"))], .job)
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

    /// The digit that chooses it. 7 is kept for the schedulers, which are no list of jobs.
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
