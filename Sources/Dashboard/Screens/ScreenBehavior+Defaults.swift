import Canvas
import Queues

/// The defaults of most screens.
extension ScreenBehavior {
    func headline(_ context: DrawContext) -> FittedLine { FittedLine() }
    func ground(in path: [OpenScreen]) -> [OpenScreen] { path }
    func leadsToJobs(of queue: QueueID) -> Bool { false }
    func reason(againstVisiting destination: Destination, _ keys: KeyNames) -> String? { nil }

    var showsUnread: Bool { false }
    var describedQueue: QueueID? { nil }
    mutating func receive(beside overview: Overview) {}
    mutating func receive(_ answer: Answer, prepared: PreparedOverview, at now: Milliseconds) {
        receive(answer, at: now)
    }

    mutating func choosePane(_ number: Int, in state: State) {}
    mutating func chooseTab(_ number: Int, in state: State) -> Bool { false }
    func action(ofTab number: Int, in state: State) -> Action? { nil }
    mutating func stepBack(in state: State) -> Bool { false }
    func reason(against action: ScreenAction, in state: State) -> String? { nil }
    func hint(of action: Action, in state: State) -> String? { nil }
    var filter: String { "" }
    mutating func setFilter(_ text: String, in state: State) {}
    func orders(in state: State) -> [ListOrder] { [] }
    mutating func order(by index: Int, in state: State) -> Reaction { .done }
    func wakeAt(in state: State) -> Milliseconds? { nil }

    func pastNote(in state: State) -> PastNote? { nil }

    /// Whether it shows the past.
    var showsPast: Bool { Self.kind == .past }

    /// Returns whether another screen is of the same kind and has the same state.
    func isEqual(to other: any ScreenBehavior) -> Bool { other as? Self == self }
}

/// The defaults of a screen without data of the server.
extension ScreenBehavior where Self: LocalScreen {
    var ownQueue: QueueID? { nil }
    var watch: Watch? { nil }
    var reading: Reading? { nil }
    var isLoaded: Bool { true }
    mutating func receive(_ answer: Answer, at now: Milliseconds) {}
}

/// A screen whose filter can be searched for on the server.
protocol SearchableScreen: ScreenBehavior {
    /// Returns the search for the filter of the rows; nil where the filter has nothing that jobs can have.
    func searchOfFilter() -> SearchScreen?
}

/// A screen of one queue (`ownQueue`), or of all queues where it has none.
protocol QueueOrAllScreen: ScreenBehavior {}

extension QueueOrAllScreen {
    func ground(in path: [OpenScreen]) -> [OpenScreen] { ownQueue == nil ? Array(path.prefix(1)) : path }
    func leadsToJobs(of queue: QueueID) -> Bool { ownQueue == nil || queue == ownQueue }
}

/// A screen with a table beside a pane, and a cursor that stays visible.
protocol ListScreen: ScreenBehavior {
    var cursor: ListCursor { get set }
    /// The number of listed rows.
    var rowCount: Int { get }
    /// Whether the pane is below the table even where there is room beside it.
    var isStacked: Bool { get }
    /// Moves the cursor by this number of rows.
    mutating func move(by distance: Int)
}

extension ListScreen {
    var isStacked: Bool { false }

    /// Returns the places of the parts of the screen.
    func layout(in body: Rect) -> QueueLayout { QueueLayout(body, isStacked: isStacked) }

    mutating func settle(in state: State) {
        cursor.settle(count: rowCount, height: layout(in: state.body).pageSize)
    }

    mutating func move(_ movement: Movement, in state: State) {
        move(by: movement.distance(page: layout(in: state.body).pageSize))
    }
}

/// A screen whose table may have more columns than there is room for.
protocol WideScreen: ScreenBehavior {
    /// The number of columns after the first one that are scrolled out.
    var sideways: Int { get set }
    /// Returns the number of all columns.
    func columnCount(in state: State) -> Int
}

extension WideScreen {
    /// Scrolls by one column to the left (-1) or to the right (1); the first and the last column stay.
    mutating func scrollSideways(by distance: Int, in state: State) {
        sideways = max(0, min(sideways + distance, columnCount(in: state) - 2))
    }
}

/// A column with a rank: where there is no room, the lowest number goes first.
protocol RankedColumn {
    /// Returns the same column with another rank.
    func ranked(_ priority: Int) -> Self
}

extension TableColumn: RankedColumn {}

extension Array where Element: RankedColumn {
    /// Returns the columns without those after the first one that are scrolled out; at least one of them stays. The others
    /// are shown in their order then, so that each one is reached.
    func scrolled(by sideways: Int) -> [Element] {
        guard sideways > 0, count > 2 else { return self }
        let shown = prefix(1) + dropFirst(1 + Swift.min(sideways, count - 2))
        return shown.enumerated().map { $0.element.ranked(.max - $0.offset) }
    }
}

/// A screen of what the program itself knows.
protocol LocalScreen {}

/// The defaults of a screen on which nothing can be changed or marked.
extension ChangeSubject {
    var currentQueue: QueueID? { ownQueue }
    var summary: QueueSummary? { nil }
    var markedQueues: [QueueID] { [] }
    var target: Operation.Target? { nil }
    var targetRow: JobRow? { nil }
    var targetData: [UInt8]? { nil }
    var targetLogLines: Int? { nil }
    func reasonWithoutTarget(_ keys: KeyNames) -> String { "There is no job under the cursor." }
    var hasMarks: Bool { false }
    var markedStates: [JobState] { [] }
    var markedSelections: [Selection] { [] }
    var group: [Selection] { [] }
    var markedWords: String? { nil }
    func isOver(after operation: Operation) -> Bool { false }
    mutating func forget(_ operation: Operation) {}
}
