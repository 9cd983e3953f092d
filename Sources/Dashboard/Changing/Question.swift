public import Queues

/// A question before something happens. It holds the jobs themselves, not what the cursor is on.
public struct Question: Equatable, Sendable {
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
    /// Since when it is on the terminal as it is now and no key was pressed, on our clock; nil before it was drawn.
    private(set) var quietSince: Milliseconds?

    /// Time that it takes to read a question, in ms. An answer that comes sooner was meant for something else.
    public static let readingTime: Milliseconds = 300

    /// It is on the terminal now, or a key came that was too early.
    mutating func beginReading(at now: Milliseconds) { quietSince = now }

    /// Takes what was found out about it, which is to be read as well.
    mutating func take(_ finding: Finding) {
        self.finding = finding
        quietSince = nil
    }

    /// When it can be answered, on our clock; nil while nobody can have seen it.
    var readAt: Milliseconds? { quietSince.map { $0 + Self.readingTime } }

    /// Returns whether it can have been read by now.
    func isRead(at now: Milliseconds) -> Bool { readAt.map { now >= $0 } ?? false }

    /// What it has to know before it can be answered; nil where it knows all.
    var inquiry: Inquiry? {
        guard finding == nil, case .perform(let change) = consequence else { return nil }
        return change.inquiry
    }

    /// What would be done.
    var change: Change? { if case .perform(let change) = consequence { change } else { nil } }

    /// Returns what is asked before a change, with whole names: they say what it is for, and two may begin alike.
    func text(of change: Change, in zone: ClockZone) -> String {
        ChangeWords(change, knowing: finding, in: zone, name: Words.whole).question
    }

    /// Whether it is asked in a box over the screen; otherwise in the bottom line.
    var isInBox: Bool { change?.isForMany == true || change?.isDestructive == true }

    /// Returns whether what was typed is the name. Bytes that no key types are written as they are shown.
    func isNamed(_ name: [UInt8]) -> Bool {
        !field.text.isEmpty && (Array(field.text.utf8) == name || field.text == Words.whole(name))
    }
}
