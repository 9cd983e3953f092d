public import Queues

/// A question before a change or an editor. It has the jobs themselves, not the place of the cursor.
public struct Question: Equatable, Sendable {
    /// The consequence of a yes.
    enum Consequence: Equatable, Sendable {
        case perform(Change)
        /// Opens the editor again with the text of the draft.
        case edit(Draft)
        case quit
    }

    let consequence: Consequence
    /// The confirmation of the question: by `y`, or by typing a name. A key on the screen never changes anything
    /// without a question.
    var caution = Change.Caution.yes
    /// The text of the question, where it is not about a change.
    var words = ""
    /// The finding about the change.
    var finding: Finding?
    /// The typed part of the name.
    var field = TextField()
    /// The time since when the question has been on the terminal in its present form and no key was pressed, on our
    /// clock; nil before it was drawn.
    private(set) var quietSince: Milliseconds?

    /// The time that it takes to read a question, in ms. A key that is pressed sooner was meant for something else.
    public static let readingTime: Milliseconds = 300

    /// Restarts the time of reading: the question was drawn, or a key was pressed too early.
    mutating func beginReading(at now: Milliseconds) { quietSince = now }

    /// Adds what was found out about it, which must be read as well.
    mutating func take(_ finding: Finding) {
        self.finding = finding
        quietSince = nil
    }

    /// The time from which it can be answered, on our clock; nil while it cannot have been seen.
    var readAt: Milliseconds? { quietSince.map { $0 + Self.readingTime } }

    /// Returns whether it can have been read by now.
    func isRead(at now: Milliseconds) -> Bool { readAt.map { now >= $0 } ?? false }

    /// The inquiry that must be answered before it can be confirmed; nil where nothing is missing.
    var inquiry: Inquiry? {
        guard finding == nil, case .perform(let change) = consequence else { return nil }
        return change.inquiry
    }

    /// The change that would be made; nil for other questions.
    var change: Change? { if case .perform(let change) = consequence { change } else { nil } }

    /// Returns the question before a change, with whole names, since two names may begin alike.
    func text(of change: Change, in zone: ClockZone) -> String {
        ChangeWords(change, knowing: finding, in: zone, name: Words.whole).question
    }

    /// Whether it is asked in a box over the screen; otherwise in the bottom line.
    var isInBox: Bool { change?.isForMany == true || change?.isDestructive == true }

    /// Returns whether the typed text is the name. Bytes that cannot be typed are written as they are shown.
    func isNamed(_ name: [UInt8]) -> Bool {
        !field.text.isEmpty && (Array(field.text.utf8) == name || field.text == Words.whole(name))
    }
}
