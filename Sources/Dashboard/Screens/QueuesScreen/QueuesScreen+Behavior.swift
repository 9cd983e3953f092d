import Canvas
import Queues

extension QueuesScreen: WideScreen, SearchableScreen {
    static let kind = ScreenKind.queues
    var title: String { "queues" }

    var watch: Watch? {
        var request = OverviewRequest(explained: explained, wantsWorkers: wantsWorkers, counted: counted)
        request.visible = visible
        return .overview(request)
    }
    var reading: Reading? { overview?.reading }
    var isLoaded: Bool { overview != nil }

    mutating func receive(_ answer: Answer, at now: Milliseconds) {
        guard case .overview(let overview) = answer.content else { return }
        receive(Snapshot(overview, of: answer, at: now))
    }

    mutating func receive(_ answer: Answer, prepared: PreparedOverview, at now: Milliseconds) {
        guard case .overview(let overview) = answer.content else { return }
        receive(Snapshot(overview, of: answer, at: now), prepared: prepared)
    }

    mutating func settle(in state: State) {
        listAttention(state.server, state.alarms, OtherAlarms.list(state.servers))
        settlePane(in: state)
        cursor.settle(count: rows.count, height: paneRows(.queues, in: state))
        explain(in: state)
        countMinutes(in: state)
    }

    mutating func move(_ movement: Movement, in state: State) { movePane(movement, in: state) }

    func columnCount(in state: State) -> Int { state.settings.columns.queueColumnCount }

    mutating func perform(_ action: ScreenAction, in state: State) -> Reaction? {
        switch action {
        case .open: return openLine(in: state)
        case .nextPane: changePane(by: 1, in: state)
        case .previousPane: changePane(by: -1, in: state)
        case .show(let list): return openCurrent(at: list)
        case .mark(let marking): return mark(marking)
        case .scrollLeft: scrollSideways(by: -1, in: state)
        case .scrollRight: scrollSideways(by: 1, in: state)
        case .reverse: return reverse()
        case .fold: return fold()
        case .unfold: return unfold()
        case .pin: return togglePins()
        case .hide: return toggleHidden()
        case .showHidden: toggleShowingHidden()
        case .divideNames(let delimiter): return divide(by: delimiter)
        default: return nil
        }
        return .done
    }

    func reason(against action: ScreenAction, in state: State) -> String? {
        switch action {
        case .open: reasonAgainstOpening(state.keys)
        case .mark(.toggle), .mark(.listed): reasonAgainstMarking(state.keys)
        case .pin, .hide: row == nil ? reasonWithoutQueue(state.keys) : nil
        case .fold, .unfold: reasonAgainstFolding()
        case .showHidden: hiddenCount == 0 ? "No queue is hidden; :hide hides one." : nil
        case .nextPane, .previousPane: reasonAgainstChangingPane(in: state)
        default: nil
        }
    }

    /// Moves from a pane back to the list.
    mutating func stepBack(in state: State) -> Bool {
        defer { pane = .queues }
        return pane != .queues
    }

    func openCurrent(at list: JobList) -> Reaction {
        current.map { .open(QueueScreen(queue: $0.id, list: list, summary: $0)) } ?? .done
    }

    mutating func setFilter(_ text: String, in state: State) {
        filter = text
        arrange()
    }

    /// Returns the search for the words of names; conditions on queues are left out, since no job can fulfil them.
    func searchOfFilter() -> SearchScreen? {
        let words = QueueFilter(filter).words
        guard !words.isEmpty, let query = try? Query(Query.quoted(words.joined(separator: " "))) else { return nil }
        return SearchScreen(query, queue: nil)
    }

    func orders(in state: State) -> [ListOrder] {
        sortColumns(in: state).map { column in
            let direction = order.isDescending ? "descending" : "ascending"
            return ListOrder(title: column.name, direction: column.id == order.column ? direction : nil)
        }
    }

    mutating func order(by index: Int, in state: State) -> Reaction {
        let columns = sortColumns(in: state)
        return columns.indices.contains(index) ? sort(by: columns[index].id) : .done
    }

    /// Returns the columns by which queues can be sorted: the prefix only where there are several.
    private func sortColumns(in state: State) -> [QueueColumn] {
        QueueColumn.table.filter { $0.id != .prefix || state.settings.prefixes.count > 1 }
    }

    func copied(_ part: CopiedPart, in state: State) -> Clip? {
        if pane == .causes, let cause = insight?.causes.first(where: { $0.fingerprint.id == causeCursor.key }) {
            return CausesScreen.copied(part, of: cause)
        }
        if pane == .latest, let job = insight?.latest.first(where: { $0.id == latestCursor.key }) {
            return part == .id ? Clip(id: job.id.bytes, called: "id") : Clip(text: job.reason)
        }
        return switch part {
        case .id: current.map { Clip(id: $0.id.name, called: "name") }
        case .text: current.map { Clip(text: $0.latestFailure ?? $0.id.name) }
        }
    }
}

extension QueuesScreen {
    var ownQueue: QueueID? { nil }
    var currentQueue: QueueID? { selected }
    var markedQueues: [QueueID] { marks }
    var hasMarks: Bool { !marks.isEmpty }

    private mutating func mark(_ marking: Marking) -> Reaction? {
        switch marking {
        case .toggle: toggleMark()
        case .listed: markListed()
        case .clear: marks = []
        case .range, .everything: return nil
        }
        return .done
    }
}
