import Canvas
import Queues

extension PastScreen: ScreenBehavior {
    static let kind = ScreenKind.past
    var title: String { "history" }
    var ownQueue: QueueID? { nil }
    var currentQueue: QueueID? { queues.selected }

    // The screen below it is still read, so that the history goes on.
    var watch: Watch? { nil }
    var reading: Reading? { queues.reading }
    var isLoaded: Bool { true }
    mutating func receive(_ answer: Answer, at now: Milliseconds) {}

    mutating func settle(in state: State) { change(in: state) { $0.settle(in: $1) } }
    mutating func move(_ movement: Movement, in state: State) { change(in: state) { $0.move(movement, in: $1) } }
    mutating func choosePane(_ number: Int, in state: State) {
        change(in: state) { $0.choosePane(number, in: $1) }
    }
    mutating func stepBack(in state: State) -> Bool { change(in: state) { $0.stepBack(in: $1) } }

    mutating func perform(_ action: ScreenAction, in state: State) -> Reaction? {
        switch action {
        case .earlier: step(isForward: false, in: state.history)
        case .later: step(isForward: true, in: state.history)
        case .earlierMinute: goByMinute(isForward: false, in: state.history)
        case .laterMinute: goByMinute(isForward: true, in: state.history)
        case .earlierNote: goToEvent(isForward: false, in: state.history)
        case .laterNote: goToEvent(isForward: true, in: state.history)
        case .returnToNow: return .leave
        case .open, .show: return .done
        case .nextPane, .previousPane, .scrollLeft, .scrollRight, .reverse:
            return change(in: state) { $0.perform(action, in: $1) }
        default: return nil
        }
        return .done
    }

    func reason(against action: ScreenAction, in state: State) -> String? {
        let now = "\(state.keys[.returnToNow]) returns to now."
        switch action {
        case .open, .show: return "What jobs a queue had then is not kept; \(now)"
        case .earlier, .earlierMinute:
            return state.history.moment(before: moment) == nil ? "Nothing earlier is kept." : nil
        case .later, .laterMinute:
            return state.history.moment(after: moment) == nil ? "This is the latest reading; \(now)" : nil
        case .earlierNote:
            return state.history.event(before: moment) == nil
                ? "No queue was seen to begin to fail, to be paused or to lose its workers before." : nil
        case .laterNote:
            return state.history.event(after: moment) == nil
                ? "No queue has begun to fail, was paused or has lost its workers since." : nil
        case .nextPane, .previousPane: return queues.reason(against: action, in: stateThen(state))
        default: return nil
        }
    }

    /// Returns why a screen cannot be opened: it would show the server as it is, not as it was.
    func reason(againstVisiting destination: Destination, _ keys: KeyNames) -> String? {
        switch destination {
        case .messages, .output: nil
        case .past, .trash, .server, .servers, .doctor, .schedulers, .allSchedulers, .causes, .allCauses, .workers,
            .metrics,
            .events,
            .flow, .diff:
            "That shows what is there now; \(keys[.returnToNow]) returns to it."
        }
    }

    func hint(of action: Action, in state: State) -> String? { action == .back ? "now" : nil }

    var filter: String { queues.filter }
    mutating func setFilter(_ text: String, in state: State) { change(in: state) { $0.setFilter(text, in: $1) } }
    func orders(in state: State) -> [ListOrder] { queues.orders(in: state) }
    mutating func order(by index: Int, in state: State) -> Reaction {
        change(in: state) { $0.order(by: index, in: $1) }
    }

    func copied(_ part: CopiedPart, in state: State) -> Clip? { queues.copied(part, in: stateThen(state)) }

    func draw(into frame: inout Frame, in body: Rect, state: State) {
        queues.draw(into: &frame, in: body, state: stateThen(state))
    }

    func wakeAt(in state: State) -> Milliseconds? { state.clock + Format.timeToNextAge(age(in: state)) }
}
