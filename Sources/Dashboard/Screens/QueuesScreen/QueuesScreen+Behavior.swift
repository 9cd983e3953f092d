import Canvas
import Queues

extension QueuesScreen: WideScreen, SearchableScreen {
    static let kind = ScreenKind.queues
    var title: String { "queues" }

    var watch: Watch? { .overview }
    var reading: Reading? { overview?.reading }
    var isLoaded: Bool { overview != nil }

    mutating func receive(_ answer: Answer, at now: Milliseconds) {
        guard case .overview(let overview) = answer.content else { return }
        receive(Snapshot(overview, of: answer, at: now))
    }

    mutating func settle(in state: State) {
        settlePane(in: state)
        cursor.settle(count: rows.count, height: pageSize(in: state))
    }

    mutating func move(_ movement: Movement, in state: State) {
        if pane == nil {
            move(by: movement.distance(page: pageSize(in: state)))
        } else {
            movePane(by: movement.distance(page: paneRows(in: state)), in: state)
        }
    }

    private func pageSize(in state: State) -> Int { layout(in: state.body).table.rows - 1 }

    func columnCount(in state: State) -> Int { QueueColumn.table.count }

    mutating func perform(_ action: ScreenAction, in state: State) -> Reaction? {
        switch action {
        case .open: return pane == nil ? openCurrent(at: .latest) : openAttention(in: state)
        case .nextPane: changePane(in: state)
        case .show(let list): return openCurrent(at: list)
        case .mark(let marking): return mark(marking)
        case .scrollLeft: scrollSideways(by: -1, in: state)
        case .scrollRight: scrollSideways(by: 1, in: state)
        case .reverse:
            isDescending.toggle()
            arrange()
        default: return nil
        }
        return .done
    }

    func reason(against action: ScreenAction, in state: State) -> String? {
        switch action {
        case .open where pane != nil: reasonAgainstOpeningAttention(in: state)
        case .open, .mark(.toggle), .mark(.listed): current == nil ? "There is no queue under the cursor." : nil
        case .nextPane: paneRows(in: state) == 0 ? "There is no room for another pane." : nil
        default: nil
        }
    }

    /// From a pane to the list.
    mutating func stepBack(in state: State) -> Bool {
        defer { pane = nil }
        return pane != nil
    }

    private func openCurrent(at list: JobList) -> Reaction {
        current.map { .open(QueueScreen(queue: $0.id, list: list, summary: $0)) } ?? .done
    }

    mutating func setFilter(_ text: String, in state: State) {
        filter = text
        arrange()
    }

    func searchOfFilter() -> SearchScreen? {
        let query = try? Query(Query.quoted(filter))
        return query.map { SearchScreen($0, queue: nil) }
    }

    func orders(in state: State) -> [ListOrder] {
        sortColumns(in: state).map { column in
            let direction = isDescending ? "descending" : "ascending"
            return ListOrder(title: column.name, direction: column.id == sort ? direction : nil)
        }
    }

    mutating func order(by index: Int, in state: State) {
        let columns = sortColumns(in: state)
        guard columns.indices.contains(index) else { return }
        let column = columns[index].id
        isDescending = sort == column ? !isDescending : QueueColumn.descendsFirst(column)
        sort = column
        arrange()
    }

    /// Returns the columns that queues can be sorted by: the prefix only where there are several.
    private func sortColumns(in state: State) -> [QueueColumn] {
        QueueColumn.table.filter { $0.id != .prefix || state.settings.prefixes.count > 1 }
    }

    func copied(_ part: CopiedPart, in state: State) -> Clip? {
        switch part {
        case .id: current.map { Clip(id: $0.id.name, called: "name") }
        case .text: current.map { Clip(text: $0.latestFailure ?? $0.id.name) }
        }
    }

    func draw(into frame: inout Frame, in body: Rect, state: State) {
        draw(
            into: &frame, in: body, context: state.context, prefixes: state.settings.prefixes.count,
            attention: attention(in: state))
    }
}

extension QueuesScreen {
    var ownQueue: QueueID? { nil }
    var currentQueue: QueueID? { current?.id }
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
