import Canvas
import Queues

/// The cursor in the list of what wants attention. The list of queues goes along with it, so that every key acts on the
/// queue of its line.
struct AttentionCursor: Equatable, Sendable {
    /// The line under the cursor, as it was listed last.
    var key: Attention.Key
    var place = ListCursor()
}

extension QueuesScreen {
    /// Returns what wants attention, as the pane lists it.
    func attention(in state: State) -> [Attention] {
        Attention.list(rows, server: state.server, now: state.takenAt)
    }

    /// Goes into the pane, or back to the list of queues.
    mutating func changePane(in state: State) {
        guard pane == nil else {
            pane = nil
            return
        }
        let lines = attention(in: state)
        guard let line = lines.first(where: { $0.queue?.id == selected }) ?? lines.first else { return }
        pane = AttentionCursor(key: line.key)
        settlePane(in: state)
    }

    /// Moves the cursor of the pane, and the one in the list of queues to the queue of its line.
    mutating func movePane(by distance: Int, in state: State) {
        let lines = attention(in: state)
        guard var pane, !lines.isEmpty else { return }
        pane.place.move(by: distance, count: lines.count)
        pane.key = lines[pane.place.index].key
        self.pane = pane
        select(lines[pane.place.index])
    }

    /// Keeps the cursor of the pane on its line, or on its place where that is gone; leaves a pane that has no room or no
    /// lines.
    mutating func settlePane(in state: State) {
        guard var pane else { return }
        let (lines, room) = (attention(in: state), paneRows(in: state))
        guard !lines.isEmpty, room > 0 else {
            self.pane = nil
            return
        }
        if let index = lines.firstIndex(where: { $0.key == pane.key }) {
            pane.place.move(to: index, count: lines.count)
        }
        pane.place.settle(count: lines.count, height: room)
        pane.key = lines[pane.place.index].key
        self.pane = pane
        select(lines[pane.place.index])
    }

    private mutating func select(_ line: Attention) {
        guard let queue = line.queue?.id, let row = rows.firstIndex(where: { $0.id == queue }) else { return }
        cursor.move(to: row, count: rows.count)
        selected = queue
    }

    /// Lines that the pane has room for.
    func paneRows(in state: State) -> Int { max(0, layout(in: state.body).attention.rows - 1) }

    /// Opens what the line under the cursor of the pane is about.
    func openAttention(in state: State) -> Reaction {
        guard let key = pane?.key, let line = attention(in: state).first(where: { $0.key == key }),
            let queue = line.queue
        else { return .done }
        if line.isAboutSchedulers { return .open(SchedulersScreen(queue: queue.id)) }
        return .open(QueueScreen(queue: queue.id, list: line.list, summary: queue))
    }

    /// Returns why there is nothing to open under the cursor of the pane; nil where there is.
    func reasonAgainstOpeningAttention(in state: State) -> String? {
        guard let key = pane?.key, key.queue == nil else { return nil }
        return "This line is about the server, not about a queue."
    }
}
