import Queues

/// What is to happen outside of a screen after one of its keys.
enum Reaction {
    /// Nothing: it was about the screen alone.
    case done
    /// Another screen is opened above it.
    case open(any ScreenBehavior)
    /// These changes are asked about.
    case change([Operation])
    /// Something is read once, for an editor or a form.
    case read(Inquiry)
    /// How the operator wants the queues to be listed is kept.
    case keep(QueuePreferences)
}

/// What can be copied from a screen.
public enum CopiedPart: Hashable, Sendable {
    /// What names the thing under the cursor: its id or its name.
    case id
    /// The longest text there is of it.
    case text
}

/// An order that rows can have.
struct ListOrder: Equatable, Sendable {
    /// What the menu calls it.
    let title: String
    /// Which way it runs, where it is the one of the screen.
    let direction: String?
    /// Whether it is the one of the screen.
    var isChosen: Bool { direction != nil }
}
