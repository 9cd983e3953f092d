public import Queues

/// Everything that a key, the help or the palette can do. The row of an action in `Action.table` has its name, its
/// screens and the reasons against it.
public enum Action: Hashable, Sendable {
    /// Moves the cursor of the screen on top, or scrolls it.
    case move(Movement)
    /// An action that the screen on top performs.
    case screen(ScreenAction)
    /// Opens a screen.
    case visit(Destination)
    case back, escape, previousView
    /// Changes the marked jobs, or the one under the cursor.
    case change(JobChange)
    /// Changes the marked queues, or the one on the screen.
    case changeQueue(QueueChange)
    /// Pauses the marked queues or the one on the screen; resumes them where all are paused.
    case togglePause
    /// Opens the form of a change.
    case form(Form.Kind)
    /// Opens the form of a new scheduler, on the screen of schedulers.
    case addScheduler
    case jobMenu, queueMenu
    /// Turns the mouse on or off.
    case mouse
    /// Runs a command of the operator.
    case own(OwnCommand)
    case editData
    case filter, search, sort
    /// Searches the server for the filter of the rows.
    case searchServer
    case copy(CopiedPart)
    case refresh, freeze
    case palette, help, themes
    /// Chooses the delimiter that divides names of queues into groups.
    case tree
    /// Types a word into the palette; a name follows it.
    case word(PaletteWord)
    case repaint, suspend, interrupt, quit
}

/// The effects that an action may have besides changing the screen.
enum Danger: Hashable, Sendable {
    /// Nothing.
    case none
    /// It changes data on the server; it asks first, and read-only mode forbids it.
    case changesServer
    /// It changes data on the server and removes jobs or other things: menus and palette list it last, in its own
    /// colour.
    case removes

    /// Creates the danger of a change.
    init(_ traits: ChangeTraits) { self = traits.loss == .nothing ? .changesServer : .removes }

    /// Whether it changes data on the server.
    var changesServer: Bool { self != .none }
}

/// A word of the palette that is followed by a name.
public enum PaletteWord: Hashable, Sendable {
    case queue, go, search
}
