import Canvas
import Queues

/// The jobs that were removed and can be restored. The trash itself belongs to the state of the program.
struct TrashScreen: ScreenBehavior, LocalScreen {
    static let kind = ScreenKind.trash
    let title = "trash"
    /// The cursor among the removed jobs, the latest first.
    private(set) var cursor = ListCursor()

    mutating func settle(in state: State) {
        cursor.settle(count: state.trash.items.count, height: state.body.rows - 2)
    }

    mutating func move(_ movement: Movement, in state: State) {
        cursor.move(by: movement.distance(page: state.body.rows - 2), count: state.trash.items.count)
    }

    mutating func perform(_ action: ScreenAction, in state: State) -> Reaction? {
        guard action == .restore else { return nil }
        return current(in: state).map { .change([.queue(.restore($0), $0.queue)]) } ?? .done
    }

    func reason(against action: ScreenAction, in state: State) -> String? {
        action == .restore && current(in: state) == nil ? "There is nothing to restore." : nil
    }

    func copied(_ part: CopiedPart, in state: State) -> Clip? {
        current(in: state).map { Clip(id: $0.id.bytes, called: "id") }
    }

    /// Returns the removed job under the cursor.
    private func current(in state: State) -> RemovedJob? {
        let items = state.trash.items
        return items.indices.contains(cursor.index) ? items[cursor.index].job : nil
    }
}
