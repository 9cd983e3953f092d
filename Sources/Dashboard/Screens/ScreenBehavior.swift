import Canvas
import Queues

/// The interface between the program and a screen. The folder of a screen implements it, and nothing outside `Screens`
/// depends on the kind of screen. The defaults of most screens are in `ScreenBehavior+Defaults.swift`.
///
/// A screen is a value. What all screens share (settings, server, clock, messages, trash) is read from the state that
/// is passed; an effect outside of the screen is returned as a `Reaction`.
protocol ScreenBehavior: ChangeSubject, Equatable {
    /// The kind of screen, by which the rows of the action table name it.
    static var kind: ScreenKind { get }
    /// The title in the path, below the name of the queue.
    var title: String { get }
    /// Returns what stands in the first line beside the path, the most important facts about what is shown; empty for nothing.
    func headline(_ context: DrawContext) -> FittedLine
    /// Returns the screens of `path`, which begins with the list of queues, that stay open below this one when it is
    /// opened.
    func ground(in path: [OpenScreen]) -> [OpenScreen]
    /// Returns whether jobs of a queue are opened above this screen.
    func leadsToJobs(of queue: QueueID) -> Bool
    /// Returns the reason why another screen cannot be opened above it; nil where it can.
    func reason(againstVisiting destination: Destination, _ keys: KeyNames) -> String?

    /// The watch that is read for it again and again; nil where it shows what the program itself knows, so that the
    /// screen below it is read.
    var watch: Watch? { get }
    /// The reading that it shows; nil before the first one.
    var reading: Reading? { get }
    /// Whether it is drawn before the first reading, since it shows more than what is read.
    var showsUnread: Bool { get }
    /// Whether that reading is complete. A frozen screen reads until it is.
    var isLoaded: Bool { get }
    /// Takes an answer to its watch, at a time on our clock. What is followed (a search, a stream) comes in parts with
    /// the same watch; the screen adds them up, within its own bound.
    mutating func receive(_ answer: Answer, at now: Milliseconds)
    /// Takes such an answer that is an overview, with the work on it that is done already.
    mutating func receive(_ answer: Answer, prepared: PreparedOverview, at now: Milliseconds)

    /// The queue whose causes and times of finished jobs are wanted besides the watch, now and then; nil for none.
    var describedQueue: QueueID? { get }
    /// Takes a reading of all queues that was made beside its watch.
    mutating func receive(beside overview: Overview)

    /// Adapts cursors and pages to the size of the screen. `update` calls it after every message.
    mutating func settle(in state: State)
    /// Moves the cursor, or scrolls; in the chosen pane where the screen has several.
    mutating func move(_ movement: Movement, in state: State)
    /// Moves the keys to a pane, by the number with which drawing has noted it (`Frame.note`).
    mutating func choosePane(_ number: Int, in state: State)
    /// Chooses a tab that no action of the table shows, by its number. Returns whether it is one.
    mutating func chooseTab(_ number: Int, in state: State) -> Bool
    /// Returns the action of a tab, by the number with which drawing has noted it.
    func action(ofTab number: Int, in state: State) -> Action?
    /// Leaves one step of its own by Esc, such as a pane. Returns whether there was one.
    mutating func stepBack(in state: State) -> Bool
    /// Performs an action of its own; nil where the action is not one of this screen.
    mutating func perform(_ action: ScreenAction, in state: State) -> Reaction?
    /// Returns the reason why an action of its own cannot act now, as a sentence; nil where it can.
    func reason(against action: ScreenAction, in state: State) -> String?
    /// Returns the hint for an action on this screen, where it differs from the table's; nil otherwise.
    func hint(of action: Action, in state: State) -> String?
    /// The filter of its rows, or the text that is searched for; empty for neither.
    var filter: String { get }
    /// Filters its rows, or searches its text; an empty text ends that.
    mutating func setFilter(_ text: String, in state: State)
    /// Returns the orders of its rows.
    func orders(in state: State) -> [ListOrder]
    /// Sets one of `orders`, by its index; the same one again is reversed.
    mutating func order(by index: Int, in state: State) -> Reaction
    /// Returns the clip for a part of it; nil where there is nothing to copy.
    func copied(_ part: CopiedPart, in state: State) -> Clip?

    /// Returns what is said of the past that it shows; nil where it shows what is now.
    func pastNote(in state: State) -> PastNote?
    /// Draws the whole screen into the body. It is called only after a first reading, where one is needed.
    func draw(into frame: inout Frame, in body: Rect, state: State)
    /// Returns the time at which it may look different although nothing happens, on our clock, in ms since 1970; nil
    /// for never.
    func wakeAt(in state: State) -> Milliseconds?
}

/// The object of a change that is made on a screen.
protocol ChangeSubject: Sendable {
    /// The queue of the whole screen; nil where it belongs to none, or to several.
    var ownQueue: QueueID? { get }
    /// The queue for a change of queues without marks: the screen's own, or the one under the cursor.
    var currentQueue: QueueID? { get }
    /// The screen's queue as it was read with the screen; nil where it was not.
    var summary: QueueSummary? { get }
    /// The marked queues.
    var markedQueues: [QueueID] { get }

    /// The job under the cursor, as an operation names it; nil without one, and where it is in no list.
    var target: Operation.Target? { get }
    /// The row of that job.
    var targetRow: JobRow? { get }
    /// The data of that job; nil where it was not read whole.
    var targetData: [UInt8]? { get }
    /// The number of lines of its log; nil where that was not read.
    var targetLogLines: Int? { get }
    /// Returns the reason why there is no `target`.
    func reasonWithoutTarget(_ keys: KeyNames) -> String
    /// Whether anything is marked.
    var hasMarks: Bool { get }
    /// The states of the marked jobs. Every key needs them, so they must be cheap.
    var markedStates: [JobState] { get }
    /// The marked jobs, by queue and state.
    var markedSelections: [Selection] { get }
    /// The jobs for a change without marks, where the cursor is on several, such as a cause.
    var group: [Selection] { get }
    /// The marked jobs in words; nil without marks.
    var markedWords: String? { get }

    /// Returns whether the screen has nothing left to show after an operation that was done.
    func isOver(after operation: Operation) -> Bool
    /// Removes what an operation that was done has made obsolete: a cursor, marks.
    mutating func forget(_ operation: Operation)
}
