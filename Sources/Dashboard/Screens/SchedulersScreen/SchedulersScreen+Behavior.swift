import Canvas
import Queues

extension SchedulersScreen: QueueOrAllScreen, ListScreen, WideScreen {
    static let kind = ScreenKind.schedulers
    var title: String { "schedulers" }

    func reason(againstVisiting destination: Destination, _ keys: KeyNames) -> String? {
        switch destination {
        case .schedulers:
            queue == nil ? nil : "These are the queue's schedulers; :schedulers shows those of all queues."
        case .allSchedulers: queue == nil ? "These are the schedulers of all queues." : nil
        default: nil
        }
    }

    var watch: Watch? { .schedulers(queue) }
    var reading: Reading? { list?.reading }
    var isLoaded: Bool { list != nil }

    mutating func receive(_ answer: Answer, at now: Milliseconds) {
        guard case .schedulers(let schedulers) = answer.content else { return }
        receive(Snapshot(schedulers, of: answer, at: now))
    }

    var rowCount: Int { rows.count }

    mutating func perform(_ action: ScreenAction, in state: State) -> Reaction? {
        switch action {
        case .open: return current.map { .open(JobScreen(queue: $0.queue, id: $0.pendingJob)) } ?? .done
        case .show(let list): return currentQueue.map { .open(QueueScreen($0, at: list, in: state)) } ?? .done
        case .scrollLeft: scrollSideways(by: -1, in: state)
        case .scrollRight: scrollSideways(by: 1, in: state)
        case .reverse: sort(by: order)
        case .runScheduler: return change(QueueChange.runScheduler)
        case .removeScheduler: return change(QueueChange.removeScheduler)
        case .editScheduler: return current.map { .read(.scheduler($0.queue, id: $0.id)) } ?? .done
        default: return nil
        }
        return .done
    }

    func columnCount(in state: State) -> Int {
        SchedulerColumn.shown(needs(prefixes: state.settings.prefixes.count), sideways: 0).count
    }

    private func change(_ change: ([UInt8]) -> QueueChange) -> Reaction {
        current.map { .change([.queue(change($0.id), $0.queue)]) } ?? .done
    }

    mutating func setFilter(_ text: String, in state: State) { setFilter(text) }

    func orders(in state: State) -> [ListOrder] {
        let direction = isDescending ? "descending" : "ascending"
        return orders.map { ListOrder(title: $0.title, direction: $0 == order ? direction : nil) }
    }

    mutating func order(by index: Int, in state: State) -> Reaction {
        if orders.indices.contains(index) { sort(by: orders[index]) }
        return .done
    }

    func copied(_ part: CopiedPart, in state: State) -> Clip? {
        switch part {
        case .id: current.map { Clip(id: $0.id, called: "id") }
        case .text: current?.pattern.map { Clip(text: Array($0.utf8)) }
        }
    }

    func draw(into frame: inout Frame, in body: Rect, state: State) {
        draw(into: &frame, in: body, context: state.context, prefixes: state.settings.prefixes.count)
    }
}

extension SchedulersScreen {
    var ownQueue: QueueID? { queue }
    var currentQueue: QueueID? { queue ?? current?.queue }

    mutating func forget(_ operation: Operation) {
        if case .queue(.removeScheduler(let id), let queue) = operation { release(id, in: queue) }
    }

    func reason(against action: ScreenAction, in state: State) -> String? {
        switch action {
        case .open: reasonAgainstNextJob
        case .runScheduler: reasonAgainstChange(in: state) ?? reasonAgainstNextJob
        case .removeScheduler: reasonAgainstChange(in: state)
        case .editScheduler: reasonAgainstChange(in: state) ?? reasonAgainstEditing
        default: nil
        }
    }

    private func reasonAgainstChange(in state: State) -> String? {
        guard let current else { return "There is no scheduler under the cursor." }
        let isPending = state.pending.contains { operation in
            guard case .queue(let change, current.queue) = operation else { return false }
            return change == .runScheduler(current.id) || change == .removeScheduler(current.id)
        }
        return isPending ? "An operation on this scheduler is under way." : nil
    }

    private var reasonAgainstEditing: String? {
        guard current?.isLegacy == true else { return nil }
        return "A repeatable can be run and removed; in Bull, adding one of its id and name replaces it."
    }

    private var reasonAgainstNextJob: String? {
        guard let current else { return "There is no scheduler under the cursor." }
        return current.hasPendingJob ? nil : "Its next job does not exist: the scheduler has stopped."
    }
}
