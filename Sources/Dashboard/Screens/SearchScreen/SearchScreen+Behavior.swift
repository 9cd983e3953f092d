import Canvas
import Queues

extension SearchScreen: QueueOrAllScreen, ListScreen, WideScreen, SearchableScreen {
    static let kind = ScreenKind.search
    var title: String { search.query.meaning ?? "search: " + Words.name(Array(search.query.text.utf8)) }

    func ground(in path: [OpenScreen]) -> [OpenScreen] {
        // One search is enough; the screen from which it was begun stays below it.
        path.filter { !($0.behavior is SearchScreen) }
    }

    var watch: Watch? { .search(search) }
    var reading: Reading? { progress?.reading }
    var isLoaded: Bool { !isRunning }

    mutating func receive(_ answer: Answer, at now: Milliseconds) {
        guard case .search(let part) = answer.content else { return }
        receive(Snapshot(part, of: answer, at: now))
    }

    var rowCount: Int { rows.count }

    func columnCount(in state: State) -> Int {
        FoundColumn.table(rows, columns: state.body.columns, state.context).count
    }

    mutating func perform(_ action: ScreenAction, in state: State) -> Reaction? {
        switch action {
        case .open: return current.map { .open(JobScreen(queue: $0.queue, id: $0.row.id)) } ?? .done
        case .mark(let marking): mark(marking)
        case .stopSearch: stop()
        case .searchAgain: restart()
        case .scrollLeft: scrollSideways(by: -1, in: state)
        case .scrollRight: scrollSideways(by: 1, in: state)
        case .show(let list): return currentQueue.map { .open(QueueScreen($0, at: list, in: state)) } ?? .done
        default: return nil
        }
        return .done
    }

    /// Stops a running search, once its filter is gone.
    mutating func stepBack(in state: State) -> Bool {
        guard filter.isEmpty, isRunning else { return false }
        stop()
        return true
    }

    private mutating func mark(_ marking: Marking) {
        switch marking {
        case .toggle:
            if let job = current.flatMap(FoundMarks.Marked.init) { marks.toggle(job) }
            move(by: 1)
        case .listed:
            let listed = rows.compactMap(FoundMarks.Marked.init)
            if listed.allSatisfy(marks.contains) { marks = FoundMarks() } else { marks.add(listed) }
        case .everything: marks.addEverything()
        case .clear: marks = FoundMarks()
        case .range: break
        }
    }

    func reason(against action: ScreenAction, in state: State) -> String? {
        switch action {
        case .open: current == nil ? reasonWithoutTarget(state.keys) : nil
        case .mark(.toggle), .mark(.listed), .mark(.everything): current == nil ? reasonWithoutTarget(state.keys) : nil
        case .mark(.range):
            "Ranges are marked in the list of a queue; \(state.keys[.mark(.listed)]) marks all that are listed."
        case .stopSearch: isRunning ? nil : "The search has ended."
        default: nil
        }
    }

    mutating func setFilter(_ text: String, in state: State) { setFilter(text) }

    func searchOfFilter() -> SearchScreen? {
        let query = try? Query(search.query.text + " " + Query.quoted(filter))
        return query.map { SearchScreen($0, queue: search.queue, state: search.state) }
    }

    func copied(_ part: CopiedPart, in state: State) -> Clip? {
        switch part {
        case .id: current.map { Clip(id: $0.row.id.bytes, called: "id") }
        case .text: current.map { Clip(text: $0.match.text.isEmpty ? $0.row.failedReason : $0.match.text) }
        }
    }
}

extension SearchScreen {
    var ownQueue: QueueID? { search.queue }
    var currentQueue: QueueID? { search.queue ?? current?.queue }
    var targetRow: JobRow? { current?.row }
    var hasMarks: Bool { !marks.isEmpty }
    func reasonWithoutTarget(_ keys: KeyNames) -> String {
        guard current != nil else {
            return isRunning ? "Nothing was found so far." : "There is no job under the cursor."
        }
        return "The job is in none of its queue's lists."
    }

    var target: Operation.Target? {
        guard let current, let state = current.row.state else { return nil }
        return Operation.Target(queue: current.queue, job: current.row.id, state: state)
    }

    var markedStates: [JobState] { Array(Set(markedSelections.map(\.state))).sorted { $0.rawValue < $1.rawValue } }

    /// The marked jobs; where all are marked, what the search finds in each queue and state in which it has found some.
    var markedSelections: [Selection] {
        guard marks.isEverything else { return marks.selections }
        var all = FoundMarks()
        all.add(found.compactMap(FoundMarks.Marked.init))
        return all.selections.map { Selection(queue: $0.queue, state: $0.state, scope: .query(search.query)) }
    }

    var markedWords: String? {
        if marks.isEverything { return "all that it finds marked" }
        return marks.isEmpty ? nil : "\(Format.count(marks.jobs.count)) marked"
    }

    mutating func forget(_ operation: Operation) {
        switch operation {
        case .job(_, let target): release(target.job, in: target.queue)
        case .jobs(_, let selection):
            marks = FoundMarks()
            release(selection)
        case .queue: break
        }
    }
}
