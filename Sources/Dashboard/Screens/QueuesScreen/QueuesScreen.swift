import Canvas
import Queues

/// All queues, one a row.
struct QueuesScreen: Equatable, Sendable {
    /// What was read last.
    var overview: Snapshot<Overview>?
    /// The queues of the reading before, to find what has changed; in the order of `QueueID`.
    var before: [QueueSummary] = []
    var order = QueueOrder(column: .failedPerMinute, isDescending: true)
    /// What the queues are filtered by.
    var filter = ""
    /// How the operator wants them to be listed.
    var preferences: QueuePreferences
    /// Whether hidden queues are listed as well.
    var showsHidden = false
    /// The row under the cursor.
    private(set) var selectedRow: QueueRow.Key?
    /// The cursor among `rows`.
    var cursor = ListCursor()
    /// The queues that are marked.
    var marks: [QueueID] = []
    /// The part of the screen that keys act in.
    var pane = QueuesPane.queues
    /// The cursors in the panes below the list, by fingerprint, line and place.
    var causeCursor = PaneCursor<String>()
    var attentionCursor = PaneCursor<Attention.Key>()
    var workerCursor = PaneCursor<Int>()
    /// The queue of which more is read: the one that the cursor rests on.
    var explained: QueueID?
    /// Whether there is room for its workers.
    var wantsWorkers = false
    /// Since when the cursor is on its queue.
    var resting: Rest?
    /// What was read of the queues that the cursor has rested on; the last ones only.
    var insights: [QueueInsight] = []
    /// What wants attention among the listed queues, and whether it is to be listed again.
    private(set) var attention: [Attention] = []
    private var isAttentionDue = true
    /// The sums over all queues, whatever the filter.
    private(set) var totals = QueueTotals([])
    /// Columns scrolled out to the left, besides the name.
    var sideways = 0
    /// The queues that the filter leaves, in order, whether their groups are folded or not.
    private(set) var listed: [QueueSummary] = []
    /// The rows that are shown: derived from those, the preferences and the order.
    private(set) var rows: [QueueRow] = []
    /// The rows that there were without a filter.
    private var unfilteredRows = 0
    /// The queues that are hidden now.
    private(set) var hiddenCount = 0

    init(_ preferences: QueuePreferences = QueuePreferences()) { self.preferences = preferences }

    /// A queue that the cursor is on, since a time on our clock.
    struct Rest: Equatable, Sendable {
        var queue: QueueID
        var since: Milliseconds
    }

    /// The row under the cursor.
    var row: QueueRow? { rows.indices.contains(cursor.index) ? rows[cursor.index] : nil }

    /// The queue that keys act on: the one under the cursor, in the list or in what wants attention; nil on a group.
    var selected: QueueID? { (pane == .attention ? attentionCursor.key?.queue : nil) ?? row?.queue?.id }

    /// That queue as the last reading has it.
    var current: QueueSummary? {
        guard let selected else { return nil }
        return row?.queue?.id == selected ? row?.queue : listed.first { $0.id == selected }
    }

    /// Returns where its parts are.
    func layout(in body: Rect) -> QueuesLayout { QueuesLayout(body, rows: unfilteredRows) }

    /// Takes a reading.
    mutating func receive(_ snapshot: Snapshot<Overview>) {
        before = overview?.content.queues ?? []
        overview = snapshot
        totals = QueueTotals(snapshot.content.queues)
        keep(snapshot.content.insight)
        arrange()
    }

    /// Puts the rows in order again and keeps the cursor on its queue; on its row where the queue is not listed.
    mutating func arrange() {
        let queues = overview?.content.queues ?? []
        let now = overview?.takenAt ?? 0
        let filter = QueueFilter(self.filter)
        let isFiltered = !filter.isEmpty
        let shown = preferences.hidden.isEmpty ? queues : queues.filter { !preferences.hidden.contains($0.id) }
        hiddenCount = queues.count - shown.count
        let candidates = showsHidden ? queues : shown
        listed = order.sorted(isFiltered ? candidates.filter { filter.admits($0, at: now) } : candidates) { $0 }
        rows = arrangedRows(isFiltered: isFiltered)
        if !isFiltered || unfilteredRows == 0 { unfilteredRows = isFiltered ? candidates.count : rows.count }
        cursor.follow(selectedRow, in: rows) { $0.key }
        selectedRow = row?.key
        isAttentionDue = true
    }

    /// Lists what wants attention, once after each reading.
    mutating func listAttention(_ server: ServerStatus?) {
        guard isAttentionDue else { return }
        attention = Attention.list(listed, server: server, now: overview?.takenAt ?? 0)
        isAttentionDue = false
    }

    /// Returns the pinned queues, and the others below them; in a tree whose groups are all open while there is a filter.
    private func arrangedRows(isFiltered: Bool) -> [QueueRow] {
        let pinned = preferences.pinned.isEmpty ? [] : listed.filter { preferences.pinned.contains($0.id) }
        let others = pinned.isEmpty ? listed : listed.filter { !preferences.pinned.contains($0.id) }
        var rows = pinned.map { QueueRow($0) }
        for index in rows.indices { rows[index].isPinned = true }
        if let delimiter = preferences.delimiter {
            let folded = isFiltered ? [] : preferences.folded
            rows += QueueTree(
                delimiter: delimiter, folded: folded, order: order, now: overview?.takenAt ?? 0
            ).rows(others)
        } else {
            rows.reserveCapacity(rows.count + others.count)
            for queue in others { rows.append(QueueRow(queue)) }
        }
        guard showsHidden, hiddenCount > 0 else { return rows }
        for index in rows.indices where rows[index].queue.map({ preferences.hidden.contains($0.id) }) == true {
            rows[index].isHidden = true
        }
        return rows
    }

    /// Moves the cursor.
    mutating func move(by distance: Int) {
        cursor.move(by: distance, count: rows.count)
        selectedRow = row?.key
    }

    /// Moves the cursor to a row.
    mutating func move(to index: Int) {
        cursor.move(to: index, count: rows.count)
        selectedRow = row?.key
    }

    /// Moves the cursor to a queue, or to the folded group that it is in.
    mutating func select(_ queue: QueueID) {
        let index =
            rows.firstIndex { $0.queue?.id == queue }
            ?? rows.firstIndex { $0.group.map { $0.isFolded && queue.name.starts(with: $0.path) } == true }
        if let index { move(to: index) }
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
