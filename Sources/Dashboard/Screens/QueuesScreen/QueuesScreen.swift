import Canvas
import Queues

/// The list of all queues.
struct QueuesScreen: Equatable, Sendable {
    /// Whether it is the list as it was at a moment of the past.
    var isPast = false
    /// The overview that was read last.
    var overview: Snapshot<Overview>?
    /// The queues of the reading before, in the order of `QueueID`, for finding changes.
    var before: [QueueSummary] = []
    /// The filter of the queues.
    var filter = ""
    /// The operator's preferences for listing them.
    var preferences: QueuePreferences
    /// The order of the rows.
    var order: QueueOrder { preferences.order }
    /// Whether hidden queues are listed as well.
    var showsHidden = false
    /// The row under the cursor.
    private(set) var selectedRow: QueueRow.Key?
    /// The cursor in `rows`.
    var cursor = ListCursor()
    /// The marked queues.
    var marks: [QueueID] = []
    /// The part of the screen in which keys act.
    var pane = QueuesPane.queues
    /// The cursors in the panes below the list, by fingerprint, line, job and place.
    var causeCursor = PaneCursor<String>()
    var attentionCursor = PaneCursor<Attention.Key>()
    var latestCursor = PaneCursor<JobID>()
    var workerCursor = PaneCursor<Int>()
    /// The queue whose insight is read: the one on which the cursor rests.
    var explained: QueueID?
    /// Whether there is room for its workers.
    var wantsWorkers = false
    /// The queues whose finished jobs are counted by the minute.
    var counted: [QueueID] = []
    /// The time since when the cursor has been on its queue.
    var resting: Rest?
    /// The insights into queues on which the cursor has rested, only the latest ones.
    var insights: [QueueInsight] = []
    /// The lines of the attention pane, and whether they must be listed again.
    private(set) var attention = AttentionList()
    private var isAttentionDue = true
    /// The alarms of those lines.
    private var alarms = AlarmBook()
    /// The other servers for which alarms are raised, and the number of each among all.
    private var others: [OtherAlarms] = []
    /// The sums over all queues, whatever the filter.
    private(set) var totals = QueueTotals([], now: 0)
    /// The number of columns after the name that are scrolled out.
    var sideways = 0
    /// The list of the queues that were read last.
    private var listing = QueueListing()
    /// The number of rows without the filter.
    private var unfilteredRows = 0

    init(_ preferences: QueuePreferences = QueuePreferences()) { self.preferences = preferences }

    /// A queue with the cursor on it since a time on our clock.
    struct Rest: Equatable, Sendable {
        var queue: QueueID
        var since: Milliseconds
    }

    /// The queues that match the filter, in order, whether their groups are folded or not.
    var listed: [QueueSummary] { listing.listed }
    /// The visible rows, derived from these queues, the preferences and the order.
    var rows: [QueueRow] { listing.rows }
    /// The number of queues that are hidden now.
    var hiddenCount: Int { listing.hiddenCount }

    /// The row under the cursor.
    var row: QueueRow? { rows.indices.contains(cursor.index) ? rows[cursor.index] : nil }

    /// The queue that keys act on: the one under the cursor, in the list or in the attention pane; nil on a group.
    var selected: QueueID? { (pane == .attention ? attentionCursor.key?.queue : nil) ?? row?.queue?.id }

    /// That queue as it was read last.
    var current: QueueSummary? {
        guard let selected else { return nil }
        return row?.queue?.id == selected ? row?.queue : listed.first { $0.id == selected }
    }

    /// Returns the places of the parts.
    func layout(in body: Rect) -> QueuesLayout { QueuesLayout(body, rows: unfilteredRows) }

    /// Takes a reading, with the work on it where that was done before, for the queues as they are listed now.
    mutating func receive(_ snapshot: Snapshot<Overview>, prepared: PreparedOverview? = nil) {
        before = overview?.content.queues ?? []
        overview = snapshot
        totals = prepared?.totals ?? QueueTotals(snapshot.content.queues, now: snapshot.takenAt)
        keep(snapshot.content.insight)
        if let prepared, prepared.listing.manner == manner { show(prepared.listing) } else { arrange() }
    }

    /// Sorts the rows again and keeps the cursor on its queue; at its index where the queue is not listed.
    mutating func arrange() {
        show(QueueListing(overview?.content.queues ?? [], manner, now: overview?.takenAt ?? 0))
    }

    /// How queues are listed.
    var manner: QueueListing.Manner {
        QueueListing.Manner(filter: filter, preferences: preferences, showsHidden: showsHidden)
    }

    /// Shows a listing of the queues that were read last.
    private mutating func show(_ new: QueueListing) {
        listing = new
        if !new.isFiltered || unfilteredRows == 0 { unfilteredRows = new.isFiltered ? new.candidates : rows.count }
        cursor.follow(selectedRow, in: rows) { $0.key }
        selectedRow = row?.key
        isAttentionDue = true
    }

    /// The hidden queues, where they are not listed.
    var unlisted: [QueueSummary] {
        guard !showsHidden, hiddenCount > 0 else { return [] }
        return overview?.content.queues.filter { preferences.hidden.contains($0.id) } ?? []
    }

    /// Lists what needs attention, once after each reading, and where the alarms of a server have changed.
    mutating func listAttention(_ server: ServerStatus?, _ alarms: AlarmBook, _ others: [OtherAlarms]) {
        guard isAttentionDue || alarms != self.alarms || others != self.others else { return }
        (self.alarms, self.others) = (alarms, others)
        let others = Attention.besides(
            listed, hidden: unlisted, server: server, alarms: alarms, others: others, now: overview?.takenAt ?? 0)
        attention = AttentionList(listed, listing.reasons, others, now: overview?.takenAt ?? 0)
        isAttentionDue = false
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

    /// Returns the queue as it was at the reading before; nil where it was not read.
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
