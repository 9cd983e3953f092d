import Queues

/// The job schedulers of one queue or of all, and the legacy repeatables among them.
struct SchedulersScreen: Equatable, Sendable {
    /// Whose; nil for those of all queues.
    let queue: QueueID?
    /// What was read last.
    private(set) var list: Snapshot<JobSchedulers>?
    private(set) var order = SchedulerOrder.nextRun
    private(set) var isDescending = false
    /// What id, queue, job name or rhythm must contain.
    private(set) var filter = ""
    /// The cursor among `rows`.
    var cursor = ListCursor()
    /// The scheduler under the cursor.
    private(set) var selected: JobScheduler.Identity?
    /// What became of the scheduler that was under the cursor, to be said once.
    private(set) var remark: String?
    /// Columns scrolled out to the left, besides those that name the scheduler.
    var sideways = 0
    /// The schedulers that are listed, in order: derived from what was read, the filter and the order.
    private(set) var rows: [JobScheduler] = []

    init(queue: QueueID?) { self.queue = queue }

    /// The scheduler under the cursor as the last reading has it.
    var current: JobScheduler? { rows.indices.contains(cursor.index) ? rows[cursor.index] : nil }

    /// The orders there are: by queue only where there are several.
    var orders: [SchedulerOrder] { SchedulerOrder.allCases.filter { $0 != .queue || queue == nil } }
}

extension SchedulersScreen {
    /// Takes a reading, and keeps the cursor on its scheduler; on its row where that is not listed any more.
    mutating func receive(_ snapshot: Snapshot<JobSchedulers>) {
        let expected = selected
        list = snapshot
        arrange()
        if let expected, expected != selected, filter.isEmpty {
            remark = "The scheduler \(Words.name(expected.id)) has left the list."
        }
    }

    /// Lets go of a scheduler which is about to leave by our own doing.
    mutating func release(_ id: [UInt8], in queue: QueueID) {
        if selected == JobScheduler.Identity(queue: queue, id: id) { selected = nil }
    }

    /// Lists only what contains `text`.
    mutating func setFilter(_ text: String) {
        filter = text
        arrange()
    }

    /// Takes an order; the same one again runs the other way round.
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
    /// The pattern, or how many ms lie between two runs; nil where that is unknown.
    var pattern: String? {
        switch rhythm {
        case .cron(let pattern, _): pattern
        case .every(let interval): "\(interval) ms"
        case nil: nil
        }
    }

    /// What a filter looks at.
    fileprivate var texts: [[UInt8]] { [id, queue.name, name, Array(words.utf8), Array((pattern ?? "").utf8)] }
}
