import Queues

/// A question before something happens. It holds the jobs themselves, not what the cursor is on.
struct Question: Equatable, Sendable {
    /// What a yes does.
    enum Consequence: Equatable, Sendable {
        case perform(Change)
        /// Opens the editor again with what was typed there.
        case edit(Draft)
        case quit
    }

    let consequence: Consequence
    /// How a yes is given: by `y`, or by typing a name. A key on the screen never acts without one.
    var caution = Change.Caution.yes
    /// What is asked, where it is no change.
    var words = ""
    /// What was found out about it.
    var finding: Finding?
    /// The name as far as it was typed.
    var field = TextField()

    /// What it has to know before it can be answered; nil where it knows all.
    var inquiry: Inquiry? {
        guard finding == nil, case .perform(let change) = consequence else { return nil }
        return change.inquiry
    }

    /// What would be done.
    var change: Change? { if case .perform(let change) = consequence { change } else { nil } }

    /// Whether it is asked in a box over the screen; otherwise in the bottom line.
    var isInBox: Bool { change?.isForMany == true || change?.isDestructive == true }

    /// Whether what was typed is the name. Bytes that no key types are written as they are shown.
    func isNamed(_ name: [UInt8]) -> Bool {
        !field.text.isEmpty && (Array(field.text.utf8) == name || field.text == Words.whole(name))
    }
}
