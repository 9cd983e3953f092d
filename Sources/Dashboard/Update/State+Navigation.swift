import Queues

extension State {
    /// Leaves the screen on top; on the list of queues, the program.
    mutating func back() -> [Effect] {
        guard path.count > 1 else { return quit() }
        goBack()
        return []
    }

    /// Leaves the program; asks first where an operation is under way.
    mutating func quit() -> [Effect] {
        let other = servers.first { $0.isBusy && !$0.isInFront }
        guard !runs.isEmpty || !exports.isEmpty || other != nil else { return [.quit] }
        var question = Question(consequence: .quit)
        if runs.isEmpty, exports.isEmpty, let other {
            question.words = "An operation or an export is under way on \(Words.short(other.name)); it would end. Quit?"
            overlay = .question(question)
            return []
        }
        question.words =
            runs.isEmpty
            ? "An export is under way; its file would not be written. Quit?"
            : "An operation is under way; it would end after its batch. Quit?"
        overlay = .question(question)
        return []
    }

    /// Goes back one step, and never quits.
    mutating func undoInnermost() {
        let state = self
        if path.top.stepBack(in: state) { return }
        if !filter.isEmpty {
            setFilter("")
        } else if hasMarks {
            react(to: .mark(.clear))
        } else if path.count == 1 {
            say(.info, "\(keys[.back]) quits.", isLogged: false)
        } else {
            goBack()
        }
    }

    /// Whether something is marked on the screen on top.
    var hasMarks: Bool { path.top.hasMarks }
}
