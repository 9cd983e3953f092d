import Queues

/// The flow of a job: its parents up to the root, and below them the unfolded jobs, page by page.
struct FlowScreen: Equatable, Sendable {
    /// The request: the job whose flow is shown, and the unfolded jobs.
    private(set) var request: FlowRequest
    /// The flow as it was read last.
    private(set) var tree: Snapshot<FlowTree>?
    private(set) var answered: FlowRequest?
    /// The text that id, name, queue or failed reason must contain.
    private(set) var filter = ""
    var cursor = ListCursor()
    /// The number of columns after the first one that are scrolled out.
    var sideways = 0
    /// The listed lines.
    private(set) var rows: [FlowLine] = []
    private var selected: FlowLine.Identity?
    /// The page that was asked for by a line of the tree, and goes below the cursor.
    private var landing: FlowLine.MoreLine?

    init(queue: QueueID, id: JobID) {
        request = FlowRequest(of: JobPlace(queue: queue, id: id))
        selected = FlowLine.Identity(place: request.job)
    }

    /// Creates the flow of the job on a screen; nil where none is under its cursor.
    init?(of screen: any ScreenBehavior) {
        let queue = screen.target?.queue ?? screen.currentQueue
        guard let queue, let id = screen.target?.job ?? screen.targetRow?.id else { return nil }
        self.init(queue: queue, id: id)
    }

    /// The line under the cursor.
    var current: FlowLine? { rows.indices.contains(cursor.index) ? rows[cursor.index] : nil }

    /// Takes a reading, and keeps the cursor on its line.
    mutating func receive(_ snapshot: Snapshot<FlowTree>, to request: FlowRequest) {
        answered = request
        tree = snapshot
        land()
        arrange()
    }

    /// Moves the cursor to the page that was asked for: to its first job, or its last one on the way back.
    private mutating func land() {
        guard let page = landing,
            let parent = tree?.content.root?.all.first(where: { $0.place == page.parent && $0.listed > 0 }),
            parent.offset == page.target, let job = page.isBefore ? parent.children.last : parent.children.first
        else { return }
        landing = nil
        selected = FlowLine.Identity(place: job.place)
    }

    /// Shows the children of the job under the cursor, or the page of children that the line stands for.
    mutating func unfold() {
        switch current {
        case .job(let line)? where line.node.counts.total > 0 && !line.node.isRepeated:
            request.unfolded[line.place] = request.unfolded[line.place] ?? 0
        case .more(let more)?:
            request.unfolded[more.parent] = more.target
            landing = more
        case .job, nil: break
        }
    }

    /// Hides the children of the job under the cursor; where they are hidden, moves to its parent.
    mutating func fold() {
        guard let current else { return }
        if case .job(let line) = current, !line.node.isRepeated, request.unfolded.removeValue(forKey: line.place) != nil
        {
            return
        }
        let parent = rows[..<cursor.index].lastIndex { $0.depth < current.depth }
        move(by: (parent ?? cursor.index) - cursor.index)
    }

    /// Lists only lines that contain `text`.
    mutating func setFilter(_ text: String) {
        filter = text
        arrange()
    }

    /// Moves the cursor.
    mutating func move(by distance: Int) {
        cursor.move(by: distance, count: rows.count)
        (selected, landing) = (current?.identity, nil)
    }

    private mutating func arrange() {
        let needle = Needle(filter)
        rows = (tree?.content.root.map { FlowLine.all(below: $0) } ?? []).filter { line in
            guard case .job(let job) = line, !needle.isEmpty else { return needle.isEmpty }
            return job.node.texts.contains(where: needle.isFound)
        }
        cursor.follow(selected, in: rows) { $0.identity }
        selected = current?.identity ?? selected
    }
}

extension FlowNode {
    /// The texts that a filter looks at.
    fileprivate var texts: [[UInt8]] { [id.bytes, name ?? [], queue.name, row?.failedReason ?? []] }
}
