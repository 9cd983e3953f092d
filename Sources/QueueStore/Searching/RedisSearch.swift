import Queues
import Redis

/// A search through the lists and sorted sets of some queues, always at the place with the newest jobs.
final class RedisSearch: JobSearch {
    private(set) var progress = SearchProgress()

    private let request: SearchRequest
    private let store: QueueStore
    private var walk: JobWalk
    /// Whether the walk knows where the newest job is. Before that, it is known how much there is to search.
    private var isOrdered = false
    /// The jobs that were found, so that a job that changes its state meanwhile is not found twice.
    private var found: Set<JobPlace> = []
    /// The found jobs that are held back until no newer ones can come.
    private var waiting = FoundByTime()

    /// The jobs that match and whose rows are not read yet.
    private var matches: [QueueID: [(job: FoundJob, match: SearchMatch)]] = [:]
    /// The time at which rows were read, in ms since 1970.
    private var rowsReadAt: Milliseconds?

    /// The number of matches whose rows are read at once, and the time between two readings of fewer, in ms: each reading
    /// waits for the scripts that were sent ahead.
    private static let rowsAtOnce = 250
    private var rowsBreak: Milliseconds { 50 + store.roundTrip / 500 }

    init(_ request: SearchRequest, _ store: QueueStore) throws(Trouble) {
        self.request = request
        self.store = store
        let cursors = request.queues.filter(request.query.admits).flatMap { queue in
            request.states.flatMap { JobCursor.cursors(in: queue, $0) }
        }
        walk = try JobWalk(cursors, reading: FieldPlan(request), store, &progress.unreadable)
        progress.total = walk.total
    }

    func next(now: Milliseconds) throws(Trouble) -> [FoundJobMatch]? {
        if !isOrdered {
            try walk.findNewest()
            isOrdered = true
        }
        guard let step = try walk.next(&progress.unreadable) else {
            try readRows(now: now)
            return waiting.isEmpty ? nil : waiting.take(downTo: -.infinity)
        }
        try look(at: step, now: now)
        if hasRowsToRead(now: now) { try readRows(now: now) }
        return matches.isEmpty ? waiting.take(downTo: walk.reached) : []
    }

    private func look(at step: JobWalk.Step, now: Milliseconds) throws(Trouble) {
        let queue = step.queue
        progress.looked += step.jobs.count
        progress.total = max(progress.total, progress.looked)
        for (job, candidate) in step.jobs {
            var searched: SearchedJob
            switch candidate {
            case .job(let job): searched = job
            case .none: continue
            case .missing:
                progress.missingJobs += 1
                continue
            case .unreadable(let trouble):
                try store.note(trouble, of: queue.key(of: job.id), in: queue, &progress.unreadable)
                continue
            }
            if request.query.needsLogs {
                try store.readLogs(into: &searched, whole: request.readsLarge, &progress.unreadable)
            }
            switch request.query.verdict(on: searched, now: now + store.clockLead) {
            case .no: break
            case .unknown(let reason): progress.undecided.add(reason)
            case .yes(let match):
                if found.insert(JobPlace(queue: queue, id: job.id)).inserted {
                    matches[queue, default: []].append((job, match))
                }
            }
        }
    }

    /// Returns whether the rows of the matches are to be read now: of the first ones at once, of others together.
    private func hasRowsToRead(now: Milliseconds) -> Bool {
        guard !matches.isEmpty else { return false }
        // A clock that was set back says nothing.
        let isBreak = rowsReadAt.map { (0..<rowsBreak).contains(now - $0) } ?? false
        return !isBreak || matches.values.reduce(0) { $0 + $1.count } >= Self.rowsAtOnce
    }

    private func readRows(now: Milliseconds) throws(Trouble) {
        for (queue, matches) in matches {
            var page = JobPage(queue: store.record(of: queue).summary, total: matches.count, rows: [])
            try store.readRows(matches.map(\.job), into: &page, preview: nil, now: now)
            let byID = Dictionary(matches.map { ($0.job.id, $0.match) }) { first, _ in first }
            waiting.add(
                page.rows.compactMap { row in byID[row.id].map { FoundJobMatch(queue: queue, row: row, match: $0) } })
        }
        matches = [:]
        rowsReadAt = now
    }
}
