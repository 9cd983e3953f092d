import Queues

/// The job schedulers of one queue or of all, and the legacy repeatables among them.
struct SchedulersScreen: Equatable, Sendable {
    /// The queue; nil for all queues.
    let queue: QueueID?
    /// The schedulers as they were read last.
    private(set) var list: Snapshot<JobSchedulers>?
    private(set) var order = SchedulerOrder.nextRun
    private(set) var isDescending = false
    /// The text that id, queue, job name or rhythm must contain.
    private(set) var filter = ""
    /// The cursor in `rows`.
    var cursor = ListCursor()
    /// The scheduler under the cursor.
    private(set) var selected: JobScheduler.Identity?
    /// A remark on what became of the scheduler that was under the cursor, shown once.
    private(set) var remark: String?
    /// The number of columns after the scheduler's names that are scrolled out.
    var sideways = 0
    /// The listed schedulers, in order, derived from the reading, the filter and the order.
    private(set) var rows: [JobScheduler] = []

    init(queue: QueueID?) { self.queue = queue }

    /// The scheduler under the cursor as it was read last.
    var current: JobScheduler? { rows.indices.contains(cursor.index) ? rows[cursor.index] : nil }

    /// The available orders: by queue only where there are several.
    var orders: [SchedulerOrder] { SchedulerOrder.allCases.filter { $0 != .queue || queue == nil } }
}

extension SchedulersScreen {
    /// Takes a reading, and keeps the cursor on its scheduler; at its index where the scheduler is not listed any more.
    mutating func receive(_ snapshot: Snapshot<JobSchedulers>) {
        let expected = selected
        list = snapshot
        arrange()
        if let expected, expected != selected, filter.isEmpty {
            remark = "The scheduler \(Words.name(expected.id)) has left the list."
        }
    }

    /// Forgets the scheduler under the cursor when bulltop itself removes it, so that this is not remarked on.
    mutating func release(_ id: [UInt8], in queue: QueueID) {
        if selected == JobScheduler.Identity(queue: queue, id: id) { selected = nil }
    }

    /// Lists only schedulers that contain `text`.
    mutating func setFilter(_ text: String) {
        filter = text
        arrange()
    }

    /// Sets an order; the same one again is reversed.
    mutating func sort(by order: SchedulerOrder) {
        isDescending = order == self.order ? !isDescending : false
        self.order = order
        arrange()
    }

    /// Moves the cursor.
    mutating func move(by distance: Int) {
        remark = nil
        cursor.move(by: distance, count: rows.count)
        selected = current?.identity
    }

    private mutating func arrange() {
        guard let list else { return }
        let needle = Needle(filter)
        let listed = list.content.schedulers.filter { needle.isEmpty || $0.texts.contains(where: needle.isFound) }
        rows = order.sorted(listed, isDescending: isDescending, now: list.takenAt)
        cursor.follow(selected, in: rows) { $0.identity }
        selected = current?.identity
    }
}

extension JobScheduler {
    /// The pattern, or the interval in ms; nil where it is unknown.
    var pattern: String? {
        switch rhythm {
        case .cron(let pattern, _): pattern
        case .every(let interval): "\(interval) ms"
        case nil: nil
        }
    }

    /// The texts that a filter looks at.
    fileprivate var texts: [[UInt8]] { [id, queue.name, name, Array(words.utf8), Array((pattern ?? "").utf8)] }
}
