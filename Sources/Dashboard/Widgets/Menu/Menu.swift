import Canvas
import Queues

/// A list to choose from, with a line that narrows it.
struct Menu: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        /// The actions of the screen, with their keys.
        case help
        /// Every command, to be found by typing.
        case palette
        /// What can be done to a job or to a queue.
        case actions(ActionMenu)
        /// The orders of the list on the screen.
        case sort
        /// The themes; the one under the cursor is shown.
        case themes
        /// What can divide the names of queues into groups.
        case tree
        /// The queues that have a job, to choose from.
        case places(JobID, [QueueID])
    }

    let kind: Kind
    /// What the list is narrowed by.
    private(set) var field = TextField()
    /// Whether characters are typed into the field; else they are keys.
    var isTyping: Bool
    /// The item under the cursor.
    var cursor = ListCursor()
    /// The lines of the grid that are shown, and the one with the cursor.
    private(set) var scroll = ListCursor()

    init(_ kind: Kind) {
        self.kind = kind
        isTyping = kind == .palette
    }

    /// Creates the palette, with this typed into it.
    init(typing text: String) {
        self.init(.palette)
        field = TextField(text)
    }

    /// Changes the field, and goes to the best match.
    mutating func type(_ change: (inout TextField) -> Void) {
        let before = field.text
        change(&field)
        if field.text != before { (cursor, scroll) = (ListCursor(), ListCursor()) }
    }

    /// Scrolls so far that the item under the cursor is shown, with its heading where that stands right above it.
    mutating func settle(_ items: [MenuItem], on size: Size) {
        cursor.move(by: 0, count: items.count)
        let layout = MenuLayout(size, kind: kind, items: items)
        let line = layout.grid.line(of: cursor.index)
        let heading = layout.grid.hasHeading(above: cursor.index) ? line - 1 : line
        for wanted in [heading, line] {
            scroll.move(to: wanted, count: layout.grid.lines)
            scroll.settle(count: layout.grid.lines, height: layout.list.rows)
        }
    }
}

/// A row of a menu.
struct MenuItem: Equatable, Sendable {
    /// What is chosen, in words of ours or of others.
    var title: String
    /// The keys that do the same, or a word on the item.
    var keys: String
    /// Its name in the palette, which stands in the place of keys where it has none and there is room.
    var usage = ""
    /// Why it cannot be chosen now; nil where it can.
    var reason: String?
    var choice: Choice
    /// What stands above it and those like it; nil for nothing.
    var section: String?
    /// Whether something is gone after it.
    var isDestructive = false
}

/// What choosing does.
enum Choice: Equatable, Sendable {
    case action(Action)
    /// The same on a queue, which is opened for it.
    case actionOn(Action, QueueID)
    /// An order of the screen on top, by its place among them.
    case order(Int)
    case theme(String)
    /// A tree of queues by a character of their names; nil for a plain list.
    case tree(NameDelimiter?)
    case queue(QueueID)
    case job(JobID, QueueID)
    /// Looks for a job in every queue.
    case find(JobID)
    /// Searches a queue, or all of them where it is nil.
    case search(Query, QueueID?)
    /// Types this into the palette, to be gone on with.
    case complete(String)
}
