import Canvas
import Queues

extension QueueScreen: WideScreen {
    static let kind = ScreenKind.queue
    var title: String { list.title }

    /// Creates the screen of a queue at a list of its jobs, with what is already known of the queue.
    init(_ queue: QueueID, at list: JobList = .latest, in state: State) {
        self.init(queue: queue, list: list, summary: state.summary(of: queue))
    }

    func ground(in path: [OpenScreen]) -> [OpenScreen] { Array(path.prefix(1)) }
    func leadsToJobs(of queue: QueueID) -> Bool { queue == self.queue }

    var watch: Watch? { .page(request) }
    var reading: Reading? { page?.reading }

    mutating func receive(_ answer: Answer, at now: Milliseconds) {
        guard case .page(let request) = answer.watch, case .page(let page) = answer.content else { return }
        receive(Snapshot(page, of: answer, at: now), to: request)
    }

    mutating func settle(in state: State) {
        let layout = QueueLayout(state.body)
        setLimit(layout.pageSize, hasPane: !layout.pane.isEmpty)
    }

    mutating func move(_ movement: Movement, in state: State) {
        link = nil
        switch movement {
        case .top: moveToTop()
        case .bottom: moveToBottom()
        case .up, .down, .halfPageUp, .halfPageDown, .pageUp, .pageDown: move(by: movement.distance(page: limit))
        }
    }

    func columnCount(in state: State) -> Int { state.settings.columns.jobs(list).count }

    mutating func perform(_ action: ScreenAction, in state: State) -> Reaction? {
        switch action {
        case .open where link != nil: return open(link, in: state)
        case .open: return current.map { .open(JobScreen(queue: queue, id: $0.id)) } ?? .done
        case .show(let list): show(list)
        case .previousTab: chooseTab(after: -1)
        case .nextTab: chooseTab(after: 1)
        case .mark(let marking): mark(marking)
        case .scrollLeft: scrollSideways(by: -1, in: state)
        case .scrollRight: scrollSideways(by: 1, in: state)
        case .reverse: setOrder(order.reversed)
        case .removeMissing: return .change(removalsOfMissing)
        default: return nil
        }
        return .done
    }

    func reason(against action: ScreenAction, in state: State) -> String? {
        switch action {
        case .open where link != nil: link?.destination?.reason(in: state)
        case .open: current == nil ? reasonWithoutTarget(state.keys) : nil
        case .mark(.toggle), .mark(.range), .mark(.listed): target == nil ? reasonWithoutTarget(state.keys) : nil
        case .mark(.everything):
            list == .latest
                ? "All can be marked in the list of one state: choose its tab."
                : total ?? 0 > 0 ? nil : "The list is empty."
        case .removeMissing: removalsOfMissing.isEmpty ? "There are no missing jobs on this page." : nil
        default: nil
        }
    }

    mutating func setFilter(_ text: String, in state: State) { setFilter(text) }

    func orders(in state: State) -> [ListOrder] {
        Self.orders(of: list).map {
            let words = list.words(for: $0)
            return ListOrder(
                title: words.prefix(1).uppercased() + words.dropFirst(), direction: $0 == order ? "now" : nil)
        }
    }

    mutating func order(by index: Int, in state: State) -> Reaction {
        let orders = Self.orders(of: list)
        if orders.indices.contains(index) { setOrder(orders[index]) }
        return .done
    }

    /// Returns the orders that a list can have, the standard one first.
    private static func orders(of list: JobList) -> [JobOrder] { [list.standardOrder, list.standardOrder.reversed] }

    func copied(_ part: CopiedPart, in state: State) -> Clip? {
        switch part {
        case .id: current.map { Clip(id: $0.id.bytes, called: "id") }
        case .text: current.map { Clip(text: $0.failedReason.isEmpty ? $0.name : $0.failedReason) }
        }
    }
}

extension QueueScreen: SearchableScreen {
    func searchOfFilter() -> SearchScreen? {
        let query = try? Query(Query.quoted(filter))
        return query.map { SearchScreen($0, queue: queue, state: searchedState) }
    }

    /// The state that is searched; nil for all.
    private var searchedState: JobState? {
        switch list {
        case .latest: nil
        case .state(let state): state
        }
    }
}
