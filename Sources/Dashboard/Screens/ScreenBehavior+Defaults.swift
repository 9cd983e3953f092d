import Canvas
import Queues

/// What most screens answer.
extension ScreenBehavior {
    func ground(in path: [OpenScreen]) -> [OpenScreen] { path }
    func leadsToJobs(of queue: QueueID) -> Bool { false }
    func reason(againstVisiting destination: Destination) -> String? { nil }

    func reason(against action: ScreenAction, in state: State) -> String? { nil }
    var filter: String { "" }
    mutating func setFilter(_ text: String, in state: State) {}
    func orders(in state: State) -> [ListOrder] { [] }
    mutating func order(by index: Int, in state: State) {}
    func wakeAt(in state: State) -> Milliseconds? { nil }

    /// Returns whether another screen is the same one in the same condition.
    func isEqual(to other: any ScreenBehavior) -> Bool { other as? Self == self }
}

/// What a screen answers that shows no data of the server.
extension ScreenBehavior where Self: LocalScreen {
    var ownQueue: QueueID? { nil }
    var watch: Watch? { nil }
    var reading: Reading? { nil }
    var isLoaded: Bool { true }
    mutating func receive(_ answer: Answer, at now: Milliseconds) {}
}

/// A screen whose filter can be looked for on the server.
protocol SearchableScreen: ScreenBehavior {
    /// The state that is searched; nil for all.
    var searchedState: JobState? { get }
}

/// A screen of what the program itself knows.
protocol LocalScreen {}

/// What a screen answers on which nothing can be changed or marked.
extension ChangeSubject {
    var currentQueue: QueueID? { ownQueue }
    var summary: QueueSummary? { nil }
    var markedQueues: [QueueID] { [] }
    var target: Operation.Target? { nil }
    var targetRow: JobRow? { nil }
    var reasonWithoutTarget: String { "There is no job under the cursor." }
    var hasMarks: Bool { false }
    var markedStates: [JobState] { [] }
    var markedSelections: [Selection] { [] }
    var group: [Selection] { [] }
    var markedWords: String? { nil }
    func isOver(after operation: Operation) -> Bool { false }
    mutating func forget(_ operation: Operation) {}
}
