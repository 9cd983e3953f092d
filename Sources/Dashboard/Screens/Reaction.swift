import Queues

/// The effect of a key of a screen outside of the screen.
enum Reaction {
    /// No effect: only the screen itself changed.
    case done
    /// Opens another screen above it.
    case open(any ScreenBehavior)
    /// Asks about these changes.
    case change([Operation])
    /// Reads something once, for an editor or a form.
    case read(Inquiry)
    /// Ends a command of the operator.
    case end(OwnRun)
    /// Shows a server, by its place in `State.servers`, with one of its queues; nil for the list of them.
    case enter(server: Int, queue: QueueID?)
    /// Leaves the screen.
    case leave
    /// Saves the preferences for listing queues.
    case keep(QueuePreferences)
}

/// A part of a screen that can be copied.
public enum CopiedPart: Hashable, Sendable {
    /// The id or the name under the cursor.
    case id
    /// The longest text under the cursor.
    case text
}

/// An order of the rows.
struct ListOrder: Equatable, Sendable {
    /// The title in the menu.
    let title: String
    /// The direction, where it is the screen's order; nil otherwise.
    let direction: String?
    /// Whether it is the screen's order.
    var isChosen: Bool { direction != nil }
}
