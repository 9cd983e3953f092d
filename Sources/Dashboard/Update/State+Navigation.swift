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
        guard let obstacle = obstacleToQuitting else { return [.quit] }
        var question = Question(consequence: .quit)
        question.words = obstacle + " Quit?"
        overlay = .question(question)
        return []
    }

    /// What would end with the program, on this server or another; nil for nothing.
    private var obstacleToQuitting: String? {
        if !runs.isEmpty { return "An operation is under way; it would end after its batch." }
        if !exports.isEmpty { return "An export is under way; its file would not be written." }
        return servers.first { $0.isBusy && !$0.isInFront }.map {
            "An operation or an export is under way on \(Words.short($0.name)); it would end."
        }
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
