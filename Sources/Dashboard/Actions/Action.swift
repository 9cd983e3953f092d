public import Queues

/// Everything that a key, the help or the palette can do. What each is called, where it works and why it may not is one
/// row of `Action.table`.
public enum Action: Hashable, Sendable {
    /// Moves the cursor of the screen on top, or scrolls it.
    case move(Movement)
    /// Is done by the screen on top.
    case screen(ScreenAction)
    /// Opens a screen.
    case visit(Destination)
    case back, escape, previousView
    /// Changes the marked jobs, or the one under the cursor.
    case change(JobChange)
    /// Changes the marked queues, or the one on the screen.
    case changeQueue(QueueChange)
    /// Pauses those queues, or resumes them where all are paused.
    case togglePause
    /// Asks for the values of a change.
    case form(Form.Kind)
    /// The same for a new scheduler, on the screen of schedulers.
    case addScheduler
    case jobMenu, queueMenu
    case editData
    case filter, search, sort
    /// Looks on the server for what the rows are filtered by.
    case searchServer
    case copy(CopiedPart)
    case refresh, freeze
    case palette, help, themes
    /// Chooses what divides the names of queues into groups.
    case tree
    /// Types a word into the palette, which takes a name after it.
    case word(PaletteWord)
    case repaint, suspend, interrupt, quit
}

/// What an action may do besides changing the screen.
enum Danger: Hashable, Sendable {
    /// Nothing.
    case none
    /// It changes data on the server; it asks first, and read-only mode forbids it.
    case changesServer
    /// The same, and jobs or other things are gone after it: menus and palette list it last, in a colour of its own.
    case removes

    /// Whether it changes data on the server.
    var changesServer: Bool { self != .none }
}

/// A word of the palette that a name follows.
public enum PaletteWord: Hashable, Sendable {
    case queue, go, search
}
