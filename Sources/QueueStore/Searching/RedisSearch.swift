import Queues
import Redis

/// A search through the lists and sorted sets of some queues, always at the place with the newest jobs.
final class RedisSearch: JobSearch {
    private(set) var progress = SearchProgress()

    private let request: SearchRequest
    private let store: QueueStore
    private var cursors: [JobCursor]
    private var reader: CandidateReader
    /// The jobs that were found, so that a job that changes its state meanwhile is not found twice.
    private var found: Set<JobPlace> = []
    /// The found jobs that are held back until no newer ones can come.
    private var waiting = FoundByTime()

    /// The number of places that one pipeline counts.
    private static let cursorsAtOnce = 1_000

    init(_ request: SearchRequest, _ store: QueueStore) throws(Trouble) {
        self.request = request
        self.store = store
        reader = CandidateReader(FieldPlan(request), store)
        let states = request.states
        let all = request.queues.filter(request.query.admits).flatMap { queue in
            states.flatMap { JobCursor.cursors(in: queue, $0) }
        }
        cursors = []
        for start in stride(from: 0, to: all.count, by: Self.cursorsAtOnce) {
            let part = all[start..<min(start + Self.cursorsAtOnce, all.count)]
            var replies = try store.askToRead(part.map(\.measure))
            for cursor in part {
                do throws(Trouble) {
                    let count = try replies.nextCount()
                    guard count > 0 else { continue }
                    progress.total = CountSum([progress.total, count]).atLeast
                    cursors.append(cursor)
                } catch {
                    try store.note(error, of: cursor.key, in: cursor.queue, &progress.unreadable)
                }
            }
        }
        // A single place holds no jobs back.
        guard cursors.count > 1 else { return }
        for start in stride(from: 0, to: cursors.count, by: Self.cursorsAtOnce) {
            try begin(start..<min(start + Self.cursorsAtOnce, cursors.count))
        }
    }

    /// Reads the time of the newest job of each place. Places without a known time are looked at first.
    private func begin(_ range: Range<Int>) throws(Trouble) {
        var replies = try store.ask(cursors[range].map(\.newestCommand))
        try replies.checkServer()
        let newest = cursors[range].map { $0.newest(replies.reply()) }
        let asked = newest.indices.filter { newest[$0]?.time == nil }
        replies = try store.ask(
            asked.map { index in
                .on(
                    cursors[range.lowerBound + index].queue.key(of: newest[index]?.job ?? JobID("")), "HGET",
                    "timestamp")
            })
        try replies.checkServer()
        for index in newest.indices {
            let isAsked = newest[index]?.time == nil
            let time = isAsked ? replies.reply().bytes.flatMap(Number.whole) : newest[index]?.time
            cursors[range.lowerBound + index].note(time)
        }
    }

    func next(now: Milliseconds) throws(Trouble) -> [FoundJobMatch]? {
        guard let index = cursors.newest else { return waiting.isEmpty ? nil : waiting.take(downTo: -.infinity) }
        var cursor = cursors[index]
        let jobs: [FoundJob]
        do throws(Trouble) { jobs = try cursor.next(reader.stepSize, store) } catch {
            try store.note(error, of: cursor.key, in: cursor.queue, &progress.unreadable)
            cursors.remove(at: index)
            return []
        }
        let candidates = try reader.read(jobs, of: cursor.queue)
        cursor.putBack(jobs[candidates.count...])
        for (job, candidate) in zip(jobs, candidates) { cursor.note(job.endedAt ?? candidate.time) }
        cursors[index] = cursor
        if !cursor.hasMore { cursors.remove(at: index) }
        if let newest = cursors.newest {
            reader.askAhead(cursors[newest].upcoming(reader.stepSize), of: cursors[newest].queue)
        }
        let matches = try look(at: Array(zip(jobs, candidates)), of: cursor.queue, now: now)
        waiting.add(try rows(of: matches, in: cursor.queue, now: now))
        return waiting.take(downTo: cursors.newest.map { cursors[$0].reached } ?? -.infinity)
    }

    private func look(
        at candidates: [(FoundJob, CandidateReader.Candidate)], of queue: QueueID, now: Milliseconds
    ) throws(Trouble) -> [(FoundJob, SearchMatch)] {
        progress.looked += candidates.count
        progress.total = max(progress.total, progress.looked)
        var matches: [(FoundJob, SearchMatch)] = []
        for (job, candidate) in candidates {
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
            case .unknown: progress.undecided += 1
            case .yes(let match): matches.append((job, match))
            }
        }
        return matches
    }

    private func rows(
        of matches: [(job: FoundJob, match: SearchMatch)], in queue: QueueID, now: Milliseconds
    ) throws(Trouble) -> [FoundJobMatch] {
        let fresh = matches.filter { found.insert(JobPlace(queue: queue, id: $0.job.id)).inserted }
        guard !fresh.isEmpty else { return [] }
        var page = JobPage(queue: store.record(of: queue).summary, total: fresh.count, rows: [])
        try store.readRows(fresh.map(\.job), into: &page, preview: nil, now: now)
        let byID = Dictionary(fresh.map { ($0.job.id, $0.match) }) { first, _ in first }
        return page.rows.compactMap { row in
            byID[row.id].map { FoundJobMatch(queue: queue, row: row, match: $0) }
        }
    }
}
