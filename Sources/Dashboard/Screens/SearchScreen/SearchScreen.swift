import Canvas
import Queues

/// What a search finds, while it goes on and after it.
struct SearchScreen: Equatable, Sendable {
    /// The search; how many jobs it has found already is a part of it.
    private(set) var search: SearchWatch
    /// The jobs in the order in which they were found, without those that left by our own doing.
    private(set) var found: [FoundJobMatch] = []
    private(set) var progress: Snapshot<SearchProgress>?
    /// Whether it has come to its end.
    private(set) var isComplete = false
    /// When it began, on our clock, and how many jobs it has looked at in which time: for the rate.
    private var begunAt: Milliseconds?
    /// When it went on last, on our clock: the jobs are as they were then.
    private(set) var foundAt: Milliseconds?
    /// What id, name, queue or the piece that was found must contain.
    private(set) var filter = ""
    var cursor = ListCursor()
    var marks = FoundMarks()
    /// The number of columns behind the first one that are scrolled away.
    var sideways = 0
    /// The rows that are listed: places in `found`.
    private(set) var rows: [FoundJobMatch] = []
    /// The job under the cursor.
    private var selected: FoundMarks.Marked?

    init(_ query: Query, queue: QueueID?, state: JobState? = nil) {
        search = SearchWatch(query, queue: queue, state: state)
    }

    /// The job under the cursor.
    var current: FoundJobMatch? { rows.indices.contains(cursor.index) ? rows[cursor.index] : nil }

    /// Whether it goes on.
    var isRunning: Bool { !isComplete && !search.isStopped }

    /// Takes a part. One that does not follow what is known is asked for again.
    mutating func receive(_ part: Snapshot<SearchPart>) {
        guard part.content.offset == search.known else { return }
        begunAt = begunAt ?? part.receivedAt
        found += part.content.found
        search.known += part.content.found.count
        if isRunning { foundAt = part.receivedAt }
        progress = Snapshot(part.content.progress, reading: part.reading)
        isComplete = part.content.isComplete && !search.isStopped || isComplete
        if !part.content.found.isEmpty || rows.isEmpty { arrange(part.content.found) }
    }

    /// Ends it; what was found stays.
    mutating func stop() { search.isStopped = true }

    /// Begins it again, from nothing.
    mutating func restart() {
        let attempt = search.attempt + 1
        let filter = filter
        self = SearchScreen(search.query, queue: search.queue, state: search.state)
        search.attempt = attempt
        self.filter = filter
    }

    /// Lists only what contains `text`.
    mutating func setFilter(_ text: String) {
        filter = text
        rows = []
        arrange(found)
    }

    /// Moves the cursor.
    mutating func move(by distance: Int) {
        cursor.move(by: distance, count: rows.count)
        selected = current.flatMap(FoundMarks.Marked.init)
    }

    /// Lists further jobs that were found.
    private mutating func arrange(_ further: [FoundJobMatch]) {
        let needle = Needle(filter)
        rows += further.filter { job in
            needle.isEmpty
                || [job.row.id.bytes, job.row.name, job.queue.name, job.match.text].contains(where: needle.isFound)
        }
        cursor.move(by: 0, count: rows.count)
        selected = current.flatMap(FoundMarks.Marked.init)
    }

    /// Lets go of a job that is about to leave by our own doing.
    mutating func release(_ job: JobID, in queue: QueueID) {
        found.removeAll { $0.queue == queue && $0.row.id == job }
    }

    /// `120 431 of 300 000, 210 000/s`, and how it is.
    func words(_ keys: KeyNames) -> String {
        guard let progress else { return "Searching." }
        let (looked, total) = (progress.content.looked, progress.content.total)
        let matches = found.count == 1 ? "1 job" : "\(Format.count(found.count)) jobs"
        if found.count >= SearchWatch.foundLimit {
            return "the first \(matches) that were found; looked at \(Format.count(looked)) of \(Format.count(total))"
        }
        if isComplete { return "\(matches) found among \(Format.count(looked))" }
        let elapsed = Format.elapsed(from: begunAt ?? progress.receivedAt, to: progress.receivedAt)
        let far = Format.progress(Progress(tried: looked, total: total, elapsed: max(40, elapsed)))
        return search.isStopped
            ? "\(matches) found; stopped at \(Format.count(looked)) of \(Format.count(total))"
            : "\(matches) found; \(far), \(keys[.escape]) stops"
    }
}
