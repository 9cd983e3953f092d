import Queues

/// The jobs of one queue, a page at a time.
struct QueueScreen: Equatable, Sendable {
    let queue: QueueID
    /// Which jobs are listed.
    private(set) var list: JobList
    private(set) var order = JobOrder.newestFirst
    /// Jobs before the page.
    private(set) var offset = 0
    /// Jobs on a page: as many as the table has rows.
    private(set) var limit = 20
    /// The page that was read last, and what it answers.
    private(set) var page: Snapshot<JobPage>?
    /// The request that it answers, the preview apart.
    private(set) var answered: PageRequest?
    /// What was read of the job in the pane, besides its row.
    private(set) var preview: JobPreview?
    /// Whether there is a pane to show it in.
    private var hasPane = false
    /// The queue as it was read last, whichever list it came with.
    private(set) var summary: QueueSummary?
    /// The row under the cursor, among `rows`.
    var cursor = 0
    /// The job under the cursor; nil until its page is read.
    private(set) var selected: JobID?
    /// What id, name or failure reason must contain.
    private(set) var filter = ""
    /// What became of the job that was under the cursor, to be said once.
    var remark: String?
    /// The jobs that are marked.
    var marks = JobMarks()
    /// Columns scrolled out to the left, besides the id.
    var sideways = 0
    /// The jobs that are listed: those of the page that the filter lets through.
    private(set) var rows: [JobRow] = []

    init(queue: QueueID, list: JobList, summary: QueueSummary?) {
        self.queue = queue
        self.list = list
        self.summary = summary
    }

    /// What is to be read for it.
    var request: PageRequest {
        PageRequest(
            queue: queue, list: list, order: order, offset: offset, limit: limit,
            preview: hasPane ? selected : nil)
    }
    /// Whether the page on the screen is the one that is wanted, whichever job it previews.
    var isLoaded: Bool { page != nil && answered == request.withoutPreview }
    /// Jobs in the whole list; nil until a page of it was read.
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
        arrange()
        if let expected, current?.id != expected, filter.isEmpty {
            remark = "Job \(Words.name(expected.bytes)) has left this page."
        }
        selected = current?.id
        goBackToLastPage(snapshot.content)
    }

    /// Lets go of the job under the cursor, which is about to leave by our own doing.
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

    /// Where the list has shrunk so that nothing is left on the page, the last page there is.
    private mutating func goBackToLastPage(_ page: JobPage) {
        guard page.rows.isEmpty, page.missing.isEmpty, offset > 0, let total = page.total, total <= offset else {
            return
        }
        offset = max(0, (total - 1) / limit * limit)
        selected = nil
    }

    /// Lists other jobs, from their beginning.
    mutating func show(_ list: JobList) {
        guard list != self.list else { return }
        self.list = list
        page = nil
        rows = []
        marks.clear()
        begin()
    }

    /// Turns the order round.
    mutating func setOrder(_ order: JobOrder) {
        guard order != self.order else { return }
        self.order = order
        begin()
    }

    /// Lists only what contains `text`.
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
    /// Rows the cursor can be on: before the page is read, as many as it may have.
    private var rowCount: Int {
        guard !isLoaded else { return rows.count }
        return min(limit, max(0, (total ?? limit) - offset))
    }

    /// Moves the cursor, over the end of the page into the next one.
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

    /// Takes pages of another size, and keeps the job under the cursor on the page. `hasPane` is whether the screen has
    /// room for more than their rows.
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
