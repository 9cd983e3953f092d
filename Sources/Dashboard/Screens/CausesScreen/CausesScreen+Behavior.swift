import Canvas
import Queues

extension CausesScreen: QueueOrAllScreen, WideScreen {
    static let kind = ScreenKind.causes
    var title: String { "causes" }

    func reason(againstVisiting destination: Destination, _ keys: KeyNames) -> String? {
        switch destination {
        case .causes: queue == nil ? nil : "These are the causes of the queue; :causes shows those of all queues."
        case .allCauses: queue == nil ? "These are the causes of all queues." : nil
        default: nil
        }
    }

    var watch: Watch? { .causes(CausesRequest(queue: queue, explained: hasPane ? selected : nil)) }
    var reading: Reading? { part?.reading }
    var isLoaded: Bool { part?.content.isComplete == true && (!hasPane || selected == nil || explanation != nil) }

    mutating func receive(_ answer: Answer, at now: Milliseconds) {
        guard case .causes(let part) = answer.content else { return }
        receive(Snapshot(part, of: answer, at: now))
    }

    mutating func settle(in state: State) {
        if state.question != nil { hold() }
        let layout = self.layout(in: state.body)
        hasPane = !layout.pane.isEmpty
        cursor.settle(count: rows.count, height: layout.pageSize)
    }

    mutating func move(_ movement: Movement, in state: State) {
        move(by: movement.distance(page: layout(in: state.body).pageSize))
    }

    func columnCount(in state: State) -> Int { CauseColumn.titles.count }

    mutating func perform(_ action: ScreenAction, in state: State) -> Reaction? {
        switch action {
        case .open:
            hold()
            return current.flatMap { Self.jobs(of: $0, in: queue) }.map { .open($0) } ?? .done
        case .show(let list): return currentQueue.map { .open(QueueScreen($0, at: list, in: state)) } ?? .done
        case .scrollLeft: scrollSideways(by: -1, in: state)
        case .scrollRight: scrollSideways(by: 1, in: state)
        case .reverse: sort(by: order)
        default: return nil
        }
        return .done
    }

    func orders(in state: State) -> [ListOrder] {
        let direction = isReversed ? "ascending" : "descending"
        return CauseOrder.allCases.map { ListOrder(title: $0.title, direction: $0 == order ? direction : nil) }
    }

    mutating func order(by index: Int, in state: State) -> Reaction {
        if CauseOrder.allCases.indices.contains(index) { sort(by: CauseOrder.allCases[index]) }
        return .done
    }

    /// Returns the screen that lists the jobs of a cause, in a queue or in all of them.
    static func jobs(of cause: Cause, in queue: QueueID?) -> SearchScreen? {
        query(of: cause).map { SearchScreen($0, queue: queue) }
    }

    private static func query(of cause: Cause) -> Query? {
        var query = try? Query("cause:\(cause.fingerprint.id)")
        query?.meaning = Words.name(cause.fingerprint.text)
        return query
    }

    func reason(against action: ScreenAction, in state: State) -> String? {
        action == .open && current == nil ? reasonWithoutTarget(state.keys) : nil
    }

    mutating func setFilter(_ text: String, in state: State) { setFilter(text) }

    func copied(_ part: CopiedPart, in state: State) -> Clip? {
        current.map { Self.copied(part, of: $0) }
    }

    /// Returns the clip for a part of a cause.
    static func copied(_ part: CopiedPart, of cause: Cause) -> Clip {
        switch part {
        case .id: Clip(id: Array(cause.fingerprint.id.utf8), called: "fingerprint")
        case .text: Clip(text: cause.example.reason, called: "failure")
        }
    }
}

extension CausesScreen {
    var ownQueue: QueueID? { queue }
    var currentQueue: QueueID? { queue ?? (current?.queues.count == 1 ? current?.queues.first : nil) }
    func reasonWithoutTarget(_ keys: KeyNames) -> String {
        part == nil ? "The causes are still being read." : "There is no cause under the cursor."
    }

    /// All jobs of the cause under the cursor, queue by queue. Each job is checked again at its turn.
    var group: [Selection] {
        guard let current, let query = Self.query(of: current) else { return [] }
        return current.queues.map { Selection(queue: $0, state: .failed, scope: .query(query)) }
    }
}
