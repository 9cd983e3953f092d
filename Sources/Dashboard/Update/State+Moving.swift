import Canvas
import Queues

extension State {
    /// Moves the cursor of the screen on top, or scrolls it.
    mutating func move(_ action: Action) {
        switch path.last {
        case nil: moveQueues(action)
        case .queue(let screen): moveJobs(action, on: screen)
        case .schedulers:
            let page = QueueLayout(ScreenLayout(size).body).pageSize
            schedulersScreen?.move(by: Self.distance(action, page: page))
        case .job: moveJob(action)
        case .log(var cursor):
            let page = MessageLog.pageSize(in: ScreenLayout(size).body)
            cursor.move(by: Self.distance(action, page: page), count: log.notices.count)
            logCursor = cursor
        case .trash(var cursor):
            cursor.move(
                by: Self.distance(action, page: ScreenLayout(size).body.rows - 2), count: trash.items.count)
            trashCursor = cursor
        }
    }

    private mutating func moveQueues(_ action: Action) {
        let page = queues.layout(in: ScreenLayout(size).body).table.rows - 1
        queues.move(by: Self.distance(action, page: page))
    }

    private mutating func moveJobs(_ action: Action, on screen: QueueScreen) {
        switch action {
        case .top: queueScreen?.moveToTop()
        case .bottom: queueScreen?.moveToBottom()
        default: queueScreen?.move(by: Self.distance(action, page: screen.limit))
        }
    }

    private mutating func moveJob(_ action: Action) {
        let movement: TextMovement? =
            switch action {
            case .up: .rows(-1)
            case .down: .rows(1)
            case .halfPageUp: .halfPages(-1)
            case .halfPageDown: .halfPages(1)
            case .pageUp: .pages(-1)
            case .pageDown: .pages(1)
            case .top: .start
            case .bottom: .end
            default: nil
            }
        let size = ScreenLayout(size).job.size
        if let movement { jobView?.screen.move(movement, in: size) }
    }

    /// How many rows a movement is, on a screen that shows `page` of them; the ends are farther than any list is long.
    static func distance(_ action: Action, page: Int) -> Int {
        let page = max(1, page)
        return switch action {
        case .up: -1
        case .down: 1
        case .halfPageUp: -max(1, page / 2)
        case .halfPageDown: max(1, page / 2)
        case .pageUp: -page
        case .pageDown: page
        case .top: -1_000_000_000
        case .bottom: 1_000_000_000
        default: 0
        }
    }
}
