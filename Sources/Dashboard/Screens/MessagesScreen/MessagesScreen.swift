import Canvas
import Queues

/// The messages since the start. The messages themselves belong to the state of the program.
struct MessagesScreen: ScreenBehavior, LocalScreen {
    static let kind = ScreenKind.messages
    let title = "messages"
    /// The cursor among the messages, the oldest first.
    private(set) var cursor = ListCursor()

    /// Creates the screen with the cursor on the latest message.
    init(atEndOf log: MessageLog) { cursor.move(to: log.notices.count, count: log.notices.count) }

    mutating func settle(in state: State) {
        cursor.settle(count: state.log.notices.count, height: MessagesLayout(state.body).pageSize)
    }

    mutating func move(_ movement: Movement, in state: State) {
        let distance = movement.distance(page: MessagesLayout(state.body).pageSize)
        cursor.move(by: distance, count: state.log.notices.count)
    }

    mutating func perform(_ action: ScreenAction, in state: State) -> Reaction? { nil }

    func copied(_ part: CopiedPart, in state: State) -> Clip? {
        let notices = state.log.notices
        return notices.indices.contains(cursor.index) ? Clip(text: Array(notices[cursor.index].text.utf8)) : nil
    }
}
