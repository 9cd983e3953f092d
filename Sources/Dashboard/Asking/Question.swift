import Queues

/// A question before something happens. It holds the jobs themselves, not what the cursor is on.
struct Question: Equatable, Sendable {
    /// What a yes does.
    enum Consequence: Equatable, Sendable {
        case perform(Plan)
        /// Opens the editor again with what was typed there.
        case edit(Draft)
        case quit
    }

    /// How a yes is given.
    enum Caution: Equatable, Sendable {
        /// By `y`, to a question in the bottom line.
        case strip
        /// By `y`, to a box that tells what it is about.
        case box
        /// By typing this name, of the queue or of what it is marked as, into such a box.
        case name([UInt8])
    }

    let consequence: Consequence
    let caution: Caution
    /// What is asked, where it is no plan.
    var words = ""
    /// What was found out about it.
    var finding: Finding?
    /// The name as far as it was typed.
    var field = TextField()

    /// What it has to know before it can be answered; nil where it knows all.
    var inquiry: Inquiry? {
        guard finding == nil, case .perform(let plan) = consequence else { return nil }
        return plan.inquiry
    }

    /// What would be done.
    var plan: Plan? { if case .perform(let plan) = consequence { plan } else { nil } }

    /// Whether what was typed is the name. Bytes that no key types are written as they are shown.
    func isNamed(_ name: [UInt8]) -> Bool {
        !field.text.isEmpty && (Array(field.text.utf8) == name || field.text == Words.whole(name))
    }
}
