import Queues

extension State {
    /// Marks what a key says.
    mutating func mark(_ action: Action) {
        switch action {
        case .mark:
            if queueScreen == nil { queues.toggleMark() } else { queueScreen?.toggleMark() }
        case .markRange: queueScreen?.toggleRange()
        case .markListed:
            if queueScreen == nil { queues.markListed() } else { queueScreen?.markListed() }
        case .markEverything: queueScreen?.markEverything()
        case .unmark: clearMarks()
        default: break
        }
    }

    /// Takes all marks of the screen away.
    mutating func clearMarks() {
        if queueScreen == nil { queues.marks = [] } else { queueScreen?.marks.clear() }
    }

    /// Whether something is marked on the screen on top.
    var hasMarks: Bool {
        switch path.last {
        case nil: !queues.marks.isEmpty
        case .queue(let screen): !screen.marks.isEmpty
        case .job, .log, .trash: false
        }
    }

    /// Why nothing can be marked here; nil where something can.
    var reasonAgainstMarking: String? {
        switch path.last {
        case .queue(let screen): screen.target == nil ? reasonWithoutTarget : nil
        case nil: queues.current == nil ? "There is no queue under the cursor." : nil
        case .job, .log, .trash: "There is nothing to mark here."
        }
    }

    /// Why not all jobs of a state can be marked; nil where they can.
    var reasonAgainstMarkingEverything: String? {
        guard case .queue(let screen) = path.last, screen.list != .latest else {
            return "All can be marked in the list of one state: choose its tab."
        }
        return screen.total ?? 0 > 0 ? nil : "The list is empty."
    }
}
