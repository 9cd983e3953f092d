import Canvas
import Queues

/// All queues, one a row.
struct QueuesScreen: Equatable, Sendable {
    /// What was read last.
    var overview: Snapshot<Overview>?
    /// The queues of the reading before, to find what has changed; in the order of `QueueID`.
    var before: [QueueSummary] = []
    /// The column that orders the rows.
    var sort = QueueColumn.ID.failedPerMinute
    /// Whether that column runs from large to small.
    var isDescending = true
    /// What names must contain.
    var filter = ""
    /// The queue under the cursor.
    var selected: QueueID?
    /// The cursor among `rows`.
    var cursor = ListCursor()
    /// The queues that are marked.
    var marks: [QueueID] = []
    /// The cursor in the list of what wants attention; nil while keys act on the list of queues.
    var pane: AttentionCursor?
    /// Columns scrolled out to the left, besides the name.
    var sideways = 0
    /// The queues that are shown, in order: derived from the overview, the filter and the order.
    private(set) var rows: [QueueSummary] = []

    /// The queue under the cursor as the last reading has it.
    var current: QueueSummary? { rows.indices.contains(cursor.index) ? rows[cursor.index] : nil }

    /// Returns where its parts are.
    func layout(in body: Rect) -> QueuesLayout { QueuesLayout(body, queues: overview?.content.queues.count ?? 0) }

    /// Takes a reading.
    mutating func receive(_ snapshot: Snapshot<Overview>) {
        before = overview?.content.queues ?? []
        overview = snapshot
        arrange()
    }

    /// Puts the rows in order again and keeps the cursor on its queue; on its row where the queue is not listed.
    mutating func arrange() {
        let needle = Needle(filter)
        let listed = (overview?.content.queues ?? []).filter { needle.isEmpty || needle.isFound(in: $0.id.name) }
        rows = QueueColumn.sorted(listed, by: sort, descending: isDescending)
        if let selected, let row = rows.firstIndex(where: { $0.id == selected }) {
            cursor.follow(to: row, count: rows.count)
        } else {
            cursor.move(by: 0, count: rows.count)
        }
        selected = current?.id
    }

    /// Moves the cursor.
    mutating func move(by distance: Int) {
        cursor.move(by: distance, count: rows.count)
        selected = current?.id
    }

    /// Returns the queue as the reading before had it.
    func previous(_ id: QueueID) -> QueueSummary? {
        var low = 0
        var high = before.count
        while low < high {
            let middle = (low + high) / 2
            if before[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return before.indices.contains(low) && before[low].id == id ? before[low] : nil
    }
}
