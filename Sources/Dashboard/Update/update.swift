import Canvas
import Queues

/// Applies `message` to the state. Returns the effects outside of it, in order.
public func update(_ state: inout State, _ message: Message) -> [Effect] {
    let effects = state.take(message)
    state.settle()
    return effects
}

extension State {
    fileprivate mutating func take(_ message: Message) -> [Effect] {
        switch message {
        case .inputs(let inputs): return take(inputs)
        case .drawn: beginReading()
        case .clock(let now): take(clock: now)
        case .connection(let status): return take(status)
        case .answered(let answer): return take(answer)
        case .prepared(let answer, let work): return take(answer, prepared: work)
        case .performed(let operation, let outcome): return take(outcome, of: operation)
        case .found(let inquiry, let finding): return take(finding, to: inquiry)
        case .progressed(let operation, let progress): take(progress, of: operation)
        case .noticed(let words): say(.warning, words)
        case .edited(let draft, let editing): take(editing, of: draft)
        case .copied(let clip, let outcome): take(outcome, of: clip)
        case .exporting(let export, let jobs): note(jobs, of: export)
        case .exported(let export, let outcome): take(outcome, of: export)
        case .own(let run, let event): return take(event, of: run)
        case .servers(let summaries): servers = summaries
        case .entered(let entrance): enter(entrance)
        case .left: leave()
        }
        return []
    }

    private mutating func take(clock now: Milliseconds) {
        clock = max(clock, now)
        if let notice, let lifetime = notice.lifetime, notice.at + lifetime <= clock { self.notice = nil }
    }

    /// Adapts cursors and pages to the size of the screen.
    fileprivate mutating func settle() {
        let state = self
        path.forEach { $0.settle(in: state) }
        if case .menu(var menu) = overlay {
            menu.settle(items(of: menu), on: size)
            overlay = .menu(menu)
        }
    }

    /// Shows a message in the bottom line, and logs it where that is useful.
    mutating func say(_ kind: Notice.Kind, _ text: String, isLogged: Bool = true, isOperation: Bool = false) {
        let notice = Notice(kind: kind, text: text, at: clock, isOperation: isOperation)
        self.notice = notice
        if isLogged { log.append(notice) }
    }
}
