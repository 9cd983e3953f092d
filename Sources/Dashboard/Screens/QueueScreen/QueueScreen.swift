import Queues

/// The jobs of one queue, a page at a time.
struct QueueScreen: Equatable, Sendable {
    let queue: QueueID
    /// The list of jobs.
    private(set) var list: JobList
    /// The orders of the lists that the operator has changed.
    private var orders: [JobList: JobOrder] = [:]
    /// The number of jobs before the page.
    private(set) var offset = 0
    /// The number of jobs on a page: that of the table's rows.
    private(set) var limit = 20
    /// The page that was read last.
    private(set) var page: Snapshot<JobPage>?
    /// The request that it answers, without the preview.
    private(set) var answered: PageRequest?
    /// The preview of the job in the pane, besides its row.
    private(set) var preview: JobPreview?
    /// Whether there is a pane for it.
    private var hasPane = false
    /// The queue as it was read last, with whichever list.
    private(set) var summary: QueueSummary?
    /// What was read of the queue beside its pages.
    var facts = QueueFacts()
    /// The tab of another screen that is chosen; nil while the list is.
    var link: QueueTab?
    /// The index of the row under the cursor, among `rows`.
    var cursor = 0
    /// The job under the cursor; nil until its page is read.
    private(set) var selected: JobID?
    /// The text that id, name or failed reason must contain.
    private(set) var filter = ""
    /// A remark on what became of the job that was under the cursor, shown once.
    var remark: String?
    /// The marked jobs.
    var marks = JobMarks()
    /// The number of columns after the id that are scrolled out.
    var sideways = 0
    /// The listed jobs: those of the page that match the filter.
    private(set) var rows: [JobRow] = []

    init(queue: QueueID, list: JobList, summary: QueueSummary?) {
        self.queue = queue
        self.list = list
        self.summary = summary
        facts.note(summary)
    }

    /// The order of the list.
    var order: JobOrder { orders[list] ?? list.standardOrder }

    /// The request for this screen.
    var request: PageRequest {
        PageRequest(
            queue: queue, list: list, order: order, offset: offset, limit: limit,
            preview: hasPane ? selected : nil)
    }
    /// Whether the page on the screen is the requested one, whichever job it previews.
    var isLoaded: Bool { page != nil && answered == request.withoutPreview }
    /// The number of jobs in the whole list; nil until a page of it was read.
    var total: Int? { page?.content.total }
    /// The job under the cursor; nil while its page is read.
    var current: JobRow? { isLoaded && rows.indices.contains(cursor) ? rows[cursor] : nil }

    /// The job under the cursor as an operation names it; nil without one, and where it is in no list.
    var target: Operation.Target? {
        guard let current, let state = current.state else { return nil }
        return Operation.Target(queue: queue, job: current.id, state: state)
    }
}

extension QueueScreen {
    /// Takes a page, and keeps the cursor on its job; on its row where the job is not on the page any more.
    mutating func receive(_ snapshot: Snapshot<JobPage>, to request: PageRequest) {
        let expected = isLoaded ? selected : nil
        page = snapshot
        answered = request.withoutPreview
        if let detail = snapshot.content.preview, detail != preview?.detail { preview = JobPreview(detail) }
        summary = snapshot.content.queue
        facts.note(summary)
        arrange()
        if let expected, current?.id != expected, filter.isEmpty {
            remark = "Job \(Words.name(expected.bytes)) has left this page."
        }
        selected = current?.id
        goBackToLastPage(snapshot.content)
    }

    /// Forgets the job under the cursor when bulltop itself removes it from the list, so that this is not remarked on.
    mutating func release(_ job: JobID) {
        if selected == job { selected = nil }
    }

    /// Filters the page again.
    private mutating func arrange() {
        let needle = Needle(filter)
        rows = (page?.content.rows ?? []).filter {
            needle.isEmpty || needle.isFound(in: $0.id.bytes) || needle.isFound(in: $0.name)
                || needle.isFound(in: $0.failedReason)
        }
        if let selected, let row = rows.firstIndex(where: { $0.id == selected }) { cursor = row }
        cursor = min(max(0, cursor), max(0, rows.count - 1))
    }

    /// Moves to the last page, where the list has become so short that the present page is empty.
    private mutating func goBackToLastPage(_ page: JobPage) {
        guard page.rows.isEmpty, page.missing.isEmpty, offset > 0, let total = page.total, total <= offset else {
            return
        }
        offset = max(0, (total - 1) / limit * limit)
        selected = nil
    }

    /// Lists other jobs, from their beginning.
    mutating func show(_ list: JobList) {
        link = nil
        guard list != self.list else { return }
        self.list = list
        page = nil
        rows = []
        marks.clear()
        begin()
    }

    /// Sets the order of this list; the others keep theirs.
    mutating func setOrder(_ order: JobOrder) {
        guard order != self.order else { return }
        orders[list] = order
        begin()
    }

    /// Lists only jobs that contain `text`.
    mutating func setFilter(_ text: String) {
        filter = text
        arrange()
        selected = current?.id
    }

    private mutating func begin() {
        offset = 0
        cursor = 0
        selected = nil
        remark = nil
    }
}

extension QueueScreen {
    /// The number of rows that the cursor can be on: before the page is read, as many as it may have.
    private var rowCount: Int {
        guard !isLoaded else { return rows.count }
        return min(limit, max(0, (total ?? limit) - offset))
    }

    /// Moves the cursor, and over the end of the page into the next one.
    mutating func move(by distance: Int) {
        remark = nil
        let row = cursor + distance
        if row >= rowCount, let total, offset + limit < total {
            turn(to: offset + limit, row: max(0, row - max(1, rowCount)))
        } else if row < 0, offset > 0 {
            turn(to: max(0, offset - limit), row: max(0, row + limit))
        } else {
            cursor = min(max(0, row), max(0, rowCount - 1))
            selected = current?.id
        }
    }

    /// Moves the cursor to the first job of the list.
    mutating func moveToTop() {
        remark = nil
        if offset > 0 { turn(to: 0, row: 0) } else { move(by: -cursor) }
    }

    /// Moves the cursor to the last job of the list.
    mutating func moveToBottom() {
        remark = nil
        let last = max(0, ((total ?? 0) - 1) / limit * limit)
        if last != offset { turn(to: last, row: limit - 1) } else { move(by: max(0, rowCount - 1 - cursor)) }
    }

    /// Sets the size of pages, and keeps the job under the cursor on the page. `hasPane` is true where the screen has
    /// room for more than rows.
    mutating func setLimit(_ rows: Int, hasPane: Bool) {
        self.hasPane = hasPane
        let rows = min(max(1, rows), 500)
        guard rows != limit else { return }
        let position = offset + cursor
        limit = rows
        offset = position / rows * rows
        cursor = position - offset
    }

    private mutating func turn(to offset: Int, row: Int) {
        keepRange(leavingTo: offset)
        self.offset = offset
        cursor = min(max(0, row), limit - 1)
        selected = nil
    }
}
