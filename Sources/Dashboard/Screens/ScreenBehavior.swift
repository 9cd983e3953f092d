import Canvas
import Queues

/// All that the program asks of a screen. The folder of a screen answers it, and nothing outside `Screens` asks which
/// screen it is. What most screens answer alike is in `ScreenBehavior+Defaults.swift`.
///
/// A screen is a value of its own. What belongs to all of them (settings, server, clock, messages, trash) is read from
/// the state that is passed; what is to happen outside of the screen is returned as a `Reaction`.
protocol ScreenBehavior: ChangeSubject, Equatable {
    /// Which screen it is: what the rows of the action table name their screens by.
    static var kind: ScreenKind { get }
    /// What the path in the header calls it, below the name of its queue.
    var title: String { get }
    /// Returns the screens of `path`, which begins with the list of queues, that stay open below this one when it is
    /// opened.
    func ground(in path: [OpenScreen]) -> [OpenScreen]
    /// Returns whether jobs of a queue are opened above it.
    func leadsToJobs(of queue: QueueID) -> Bool
    /// Returns why another screen cannot be opened above it; nil where it can.
    func reason(againstVisiting destination: Destination, _ keys: KeyNames) -> String?

    /// What is to be read for it, again and again; nil where it shows what the program itself knows. Then the screen below
    /// it is read.
    var watch: Watch? { get }
    /// The latest reading that it shows; nil before the first one.
    var reading: Reading? { get }
    /// Whether that reading is all of what is wanted now. A frozen screen reads until it is.
    var isLoaded: Bool { get }
    /// Takes an answer to its watch, at a time on our clock. What is followed (a search, a stream) answers in parts, with
    /// the same watch each: the screen adds them up, within a bound of its own.
    mutating func receive(_ answer: Answer, at now: Milliseconds)

    /// Brings cursors and pages in line with the size of the screen; `update` asks for it after every message.
    mutating func settle(in state: State)
    /// Moves the cursor, or scrolls. A screen of several panes moves that of the chosen one.
    mutating func move(_ movement: Movement, in state: State)
    /// Leaves the innermost thing of its own that Esc can leave, such as a pane. Returns whether there was one.
    mutating func stepBack(in state: State) -> Bool
    /// Does what a key of its own says; nil where that is no action of this screen.
    mutating func perform(_ action: ScreenAction, in state: State) -> Reaction?
    /// Returns why an action of its own cannot act now, as a sentence; nil where it can.
    func reason(against action: ScreenAction, in state: State) -> String?
    /// Returns what the hint line calls an action here, where that is more than the table says; nil where it is not.
    func hint(of action: Action, in state: State) -> String?
    /// What its rows are filtered by or its text is searched for; empty for neither.
    var filter: String { get }
    /// Filters its rows, or searches its text; an empty text ends that.
    mutating func setFilter(_ text: String, in state: State)
    /// Returns the orders that its rows can have.
    func orders(in state: State) -> [ListOrder]
    /// Takes one of `orders`, by its place among them; the same one again runs the other way round.
    mutating func order(by index: Int, in state: State)
    /// Returns what is copied from it; nil for nothing.
    func copied(_ part: CopiedPart, in state: State) -> Clip?

    /// Draws the whole of it into the body. Where something is to be read first, it is asked only after that.
    func draw(into frame: inout Frame, in body: Rect, state: State)
    /// When it may look different although nothing happens, on our clock in ms since 1970; nil for never.
    func wakeAt(in state: State) -> Milliseconds?
}

/// What a change made on a screen would be for.
protocol ChangeSubject: Sendable {
    /// The queue that all of it belongs to; nil where it belongs to none, or to several.
    var ownQueue: QueueID? { get }
    /// The queue that a change of queues would be for, unless some are marked: its own, or the one under the cursor.
    var currentQueue: QueueID? { get }
    /// The queue it belongs to as it was read with it; nil where it was not.
    var summary: QueueSummary? { get }
    /// The marked queues.
    var markedQueues: [QueueID] { get }

    /// The job under the cursor, as an operation names it; nil without one, and where it is in no list.
    var target: Operation.Target? { get }
    /// What was read of that job.
    var targetRow: JobRow? { get }
    /// Why there is no `target`.
    func reasonWithoutTarget(_ keys: KeyNames) -> String
    /// Whether anything is marked.
    var hasMarks: Bool { get }
    /// The states of the marked jobs. Every key asks for them, so they must come quickly.
    var markedStates: [JobState] { get }
    /// The marked jobs, by queue and state.
    var markedSelections: [Selection] { get }
    /// The jobs that a change would be for although none is marked: all those of what is under the cursor.
    var group: [Selection] { get }
    /// The marked jobs in words; nil where none are.
    var markedWords: String? { get }

    /// Returns whether nothing is left to be shown after an operation that was done.
    func isOver(after operation: Operation) -> Bool
    /// Lets go of what an operation that was done has taken away or has been made for: a cursor, marks.
    mutating func forget(_ operation: Operation)
}
