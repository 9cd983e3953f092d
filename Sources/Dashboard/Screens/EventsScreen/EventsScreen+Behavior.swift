import Canvas
import Queues

extension EventsScreen: QueueOrAllScreen, ListScreen, WideScreen {
    static let kind = ScreenKind.events
    var title: String { "events" }

    func reason(againstVisiting destination: Destination, _ keys: KeyNames) -> String? {
        guard destination == .events else { return nil }
        return follow.queue == nil
            ? "These are the events of all queues."
            : "These are the queue's events; \(keys.on(.queues)[.visit(.events)]) on the list of queues shows those of all queues."
    }

    var watch: Watch? { .events(follow) }
    var reading: Reading? { part?.reading }
    var isLoaded: Bool { part != nil }

    mutating func receive(_ answer: Answer, at now: Milliseconds) {
        guard case .events(let part) = answer.content else { return }
        receive(Snapshot(part, of: answer, at: now))
    }

    var rowCount: Int { rows.count }
    var isStacked: Bool { true }

    func columnCount(in state: State) -> Int {
        EventColumn.table(state.context, hasQueues: follow.queue == nil).count
    }

    mutating func perform(_ action: ScreenAction, in state: State) -> Reaction? {
        switch action {
        case .open: return opened(in: state).map { .open($0) } ?? .done
        case .show(let list): return currentQueue.map { .open(QueueScreen($0, at: list, in: state)) } ?? .done
        case .pause: togglePause()
        case .scrollLeft: scrollSideways(by: -1, in: state)
        case .scrollRight: scrollSideways(by: 1, in: state)
        default: return nil
        }
        return .done
    }

    /// Returns the screen that Enter opens: of the job, or of the queue that the event is about.
    private func opened(in state: State) -> (any ScreenBehavior)? {
        guard let item = current?.item else { return nil }
        guard let job = item.job else { return QueueScreen(item.queue, at: .latest, in: state) }
        return JobScreen(queue: item.queue, id: job)
    }

    func reason(against action: ScreenAction, in state: State) -> String? {
        action == .open && current == nil ? "There is no event under the cursor." : nil
    }

    mutating func setFilter(_ text: String, in state: State) { setFilter(text) }

    func copied(_ part: CopiedPart, in state: State) -> Clip? {
        guard let item = current?.item else { return nil }
        switch part {
        case .id: return item.job.map { Clip(id: $0.bytes, called: "id") } ?? Clip(id: item.event.id, called: "event")
        case .text:
            let fields = item.event.fields.map { $0.name + Array("=".utf8) + $0.value }
            return Clip(text: Array(fields.joined(separator: [0x0A])), called: "event")
        }
    }
}

extension EventsScreen {
    var ownQueue: QueueID? { follow.queue }
    var currentQueue: QueueID? { follow.queue ?? current?.item.queue }
    func reasonWithoutTarget(_ keys: KeyNames) -> String { "\(keys[.open]) opens the job of the event." }
}
