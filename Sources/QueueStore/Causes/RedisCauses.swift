import Queues
import Redis

/// The causes of the failed jobs of some queues: first the newest of each, then jobs that fail later. With `since`, in
/// ms since 1970, only jobs that failed from then on.
final class RedisCauses: CauseReading {
    private let store: QueueStore
    private let queues: [QueueID]
    private let since: Milliseconds?
    /// The maximum number of jobs of a queue that are looked at.
    private let limit: Int
    private var places: [Place] = []
    private var reader: CandidateReader
    /// The next jobs, where the server was already asked for them.
    private var turn: Turn?
    private var tally = CauseTally()
    private var total = 0
    private var unreadable = UnreadableKeys()

    /// The position of the reading in one queue.
    private struct Place {
        var cursor: JobCursor
        var left: Int
    }

    /// Jobs that are read together, with the index of their queue.
    private struct Turn {
        let index: Int
        let jobs: [FoundJob]
    }

    /// The number of queues that one pipeline counts.
    private static let queuesAtOnce = 1_000

    init(
        _ queues: [QueueID], _ store: QueueStore, since: Milliseconds? = nil, limit: Int = CauseReport.jobLimit
    ) throws(Trouble) {
        self.store = store
        self.queues = queues
        self.since = since
        self.limit = limit
        reader = CandidateReader(.causes, store)
        try begin()
    }

    var progress: SearchProgress { SearchProgress(looked: tally.looked, total: max(total, tally.looked)) }

    var report: CauseReport {
        var report = tally.report(total: total)
        report.unreadable = unreadable
        return report
    }

    func step() throws(Trouble) -> Bool {
        if turn == nil { turn = try nextTurn() }
        guard let turn else { return false }
        let queue = places[turn.index].cursor.queue
        let fetched = try reader.fetch(turn.jobs, of: queue)
        let next = try nextTurn()
        self.turn = next
        if let next { reader.askAhead(next.jobs, of: places[next.index].cursor.queue) }
        let candidates = reader.candidates(in: fetched)
        let rest = turn.jobs[candidates.count...]
        places[turn.index].cursor.putBack(rest)
        places[turn.index].left += rest.count
        for (job, candidate) in zip(turn.jobs, candidates) { try take(job, candidate, of: queue) }
        return next != nil || newest != nil
    }

    /// Takes the next jobs of the queue that has the newest; nil at the end.
    private func nextTurn() throws(Trouble) -> Turn? {
        while let index = newest {
            var place = places[index]
            let jobs: [FoundJob]
            do throws(Trouble) { jobs = try place.cursor.next(min(reader.stepSize, place.left), store) } catch {
                try store.note(error, of: place.cursor.key, in: place.cursor.queue, &unreadable)
                places[index].left = 0
                continue
            }
            place.left -= jobs.count
            place.cursor.note(jobs.last?.endedAt)
            places[index] = place
            if !jobs.isEmpty { return Turn(index: index, jobs: jobs) }
        }
        return nil
    }

    /// The index of the queue that has the newest jobs.
    private var newest: Int? {
        places.indices.filter { places[$0].left > 0 && places[$0].cursor.hasMore }.max {
            places[$0].cursor.reached < places[$1].cursor.reached
        }
    }

    private func take(_ job: FoundJob, _ candidate: CandidateReader.Candidate, of queue: QueueID) throws(Trouble) {
        switch candidate {
        case .none, .missing: total = max(0, total - 1)
        case .unreadable(let trouble):
            try store.note(trouble, of: queue.key(of: job.id), in: queue, &unreadable)
        case .job(let searched):
            tally.add(
                FailedJob(
                    queue: queue, id: job.id, name: searched[.name] ?? [], reason: searched.causeReason,
                    stacktrace: searched[.stacktrace] ?? [], failedAt: candidate.endedAt))
        }
    }

    private func begin() throws(Trouble) {
        for start in stride(from: 0, to: queues.count, by: Self.queuesAtOnce) {
            let part = queues[start..<min(start + Self.queuesAtOnce, queues.count)]
            let cursors = part.flatMap { JobCursor.cursors(in: $0, .failed, since: since) }
            var replies = try store.askToRead(cursors.map(\.measure))
            for cursor in cursors {
                do throws(Trouble) {
                    let count = try replies.nextCount()
                    total = CountSum([total, count]).atLeast
                    if count > 0 { places.append(Place(cursor: cursor, left: limit)) }
                } catch {
                    try store.note(error, of: cursor.key, in: cursor.queue, &unreadable)
                }
            }
        }
    }
}
