import Canvas
import Queues

/// The results of a search, while it runs and after it.
struct SearchScreen: Equatable, Sendable {
    /// The search, with the number of jobs that were found already.
    private(set) var search: SearchWatch
    /// The jobs in the order in which they were found, without those that bulltop removed.
    private(set) var found: [FoundJobMatch] = []
    private(set) var progress: Snapshot<SearchProgress>?
    /// Whether the search has ended.
    private(set) var isComplete = false
    /// The beginning of the search on our clock, and the number of jobs that were looked at with the time for it, for
    /// the rate.
    private var begunAt: Milliseconds?
    /// The time of the last step, on our clock: the jobs are as they were then.
    private(set) var foundAt: Milliseconds?
    /// The text that id, name, queue or the found piece must contain.
    private(set) var filter = ""
    var cursor = ListCursor()
    var marks = FoundMarks()
    /// The number of columns after the first one that are scrolled out.
    var sideways = 0
    /// The listed rows.
    private(set) var rows: [FoundJobMatch] = []
    /// The job under the cursor.
    private var selected: FoundMarks.Marked?

    init(_ query: Query, queue: QueueID?, state: JobState? = nil) {
        search = SearchWatch(query, queue: queue, state: state)
    }

    /// The job under the cursor.
    var current: FoundJobMatch? { rows.indices.contains(cursor.index) ? rows[cursor.index] : nil }

    /// Whether the search is running.
    var isRunning: Bool { !isComplete && !search.isStopped }

    /// Takes a part. A part that does not continue the known ones is requested again.
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

    /// Stops the search; found jobs stay.
    mutating func stop() { search.isStopped = true }

    /// Begins the search again, without results.
    mutating func restart() {
        let attempt = search.attempt + 1
        let filter = filter
        self = SearchScreen(search.query, queue: search.queue, state: search.state)
        search.attempt = attempt
        self.filter = filter
    }

    /// Lists only jobs that contain `text`.
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

    /// Lists further found jobs.
    private mutating func arrange(_ further: [FoundJobMatch]) {
        let needle = Needle(filter)
        rows += further.filter { job in
            needle.isEmpty
                || [job.row.id.bytes, job.row.name, job.queue.name, job.match.text].contains(where: needle.isFound)
        }
        cursor.move(by: 0, count: rows.count)
        selected = current.flatMap(FoundMarks.Marked.init)
    }

    /// Removes a job that bulltop itself removes from the server.
    mutating func release(_ job: JobID, in queue: QueueID) {
        found.removeAll { $0.queue == queue && $0.row.id == job }
    }

    /// Removes jobs that a change has gone through: they are no longer as they were found.
    mutating func release(_ selection: Selection) {
        let ids: Set<JobID>?
        switch selection.scope {
        case .marked(let jobs): ids = Set(jobs)
        case .query(let query) where query == search.query: ids = nil
        case .query, .matching, .all: return
        }
        found.removeAll {
            $0.queue == selection.queue && $0.row.state == selection.state && ids?.contains($0.row.id) != false
        }
    }

    /// Returns the progress in words: `120 431 of 300 000, 210 000/s`, and whether the search runs.
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
