import Canvas
import Queues

/// A list to choose from, with a line that filters it.
struct Menu: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        /// The actions of the screen, with their keys.
        case help
        /// All commands, found by typing.
        case palette
        /// The actions on a job or a queue.
        case actions(ActionMenu)
        /// The orders of the list on the screen.
        case sort
        /// The themes; the one under the cursor is tried out.
        case themes
        /// The delimiters that divide names of queues into groups.
        case tree
        /// The queues that have a job, to choose from.
        case places(JobID, [FoundPlace])
    }

    let kind: Kind
    /// The line that filters the list.
    private(set) var field = TextField()
    /// Whether characters are typed into the field; if not, they are keys.
    var isTyping: Bool
    /// The item under the cursor.
    var cursor = ListCursor()
    /// The visible lines of the grid, and the one with the cursor.
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

    /// Changes the field, and moves to the best match.
    mutating func type(_ change: (inout TextField) -> Void) {
        let before = field.text
        change(&field)
        if field.text != before { (cursor, scroll) = (ListCursor(), ListCursor()) }
    }

    /// Scrolls so that the item under the cursor is visible, with its heading if that is directly above it.
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
    /// The title, in our words or another's.
    var title: String
    /// The keys that do the same, or a word on the item.
    var keys: String
    /// The name in the palette, shown in place of keys where there are none and there is room.
    var usage = ""
    /// The reason why it cannot be chosen now; nil where it can.
    var reason: String?
    var choice: Choice
    /// The heading above it and its like; nil for none.
    var section: String?
    /// Whether it removes something.
    var isDestructive = false
}

/// The effect of choosing.
enum Choice: Equatable, Sendable {
    case action(Action)
    /// The action on a queue, which is opened for it.
    case actionOn(Action, QueueID)
    /// An order of the screen on top, by its index.
    case order(Int)
    case theme(String)
    /// A server, by its place in `State.servers`.
    case server(Int)
    /// A tree of queues by a character of their names; nil for a plain list.
    case tree(NameDelimiter?)
    case queue(QueueID)
    case job(JobID, QueueID)
    /// Looks for a job in every queue.
    case find(JobID, first: QueueID?)
    /// Searches a queue, or all queues for nil.
    case search(Query, QueueID?)
    /// Types this into the palette, to be continued.
    case complete(String)
}
