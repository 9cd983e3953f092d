import Queues
import Redis

/// The causes of the failed jobs of some queues: first the newest of each, then what fails later. With `since`, in ms since
/// 1970, only of those that have failed from then on.
final class RedisCauses: CauseReading {
    private let store: QueueStore
    private let queues: [QueueID]
    private let since: Milliseconds?
    /// The most jobs of a queue that are looked at.
    private let limit: Int
    private var places: [Place] = []
    private var reader: CandidateReader
    private var tally = CauseTally()
    private var total = 0
    private var unreadable = UnreadableKeys()

    /// Where it is in one queue.
    private struct Place {
        var cursor: JobCursor
        var left: Int
    }

    /// The queues that are counted by one pipeline.
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
        guard let index = places.indices.max(by: { places[$0].cursor.reached < places[$1].cursor.reached }) else {
            return false
        }
        var place = places[index]
        let jobs: [FoundJob]
        do throws(Trouble) { jobs = try place.cursor.next(min(reader.stepSize, place.left), store) } catch {
            try store.note(error, of: place.cursor.key, in: place.cursor.queue, &unreadable)
            places.remove(at: index)
            return !places.isEmpty
        }
        if !jobs.isEmpty {
            let candidates = try reader.read(jobs, of: place.cursor.queue)
            place.cursor.putBack(jobs.dropFirst(candidates.count))
            place.left -= candidates.count
            for (job, candidate) in zip(jobs, candidates) { try take(job, candidate, &place.cursor) }
        }
        places[index] = place
        if place.left <= 0 || !place.cursor.hasMore { places.remove(at: index) }
        return !places.isEmpty
    }

    private func take(
        _ job: FoundJob, _ candidate: CandidateReader.Candidate, _ cursor: inout JobCursor
    ) throws(Trouble) {
        let searched: SearchedJob
        switch candidate {
        case .job(let job): searched = job
        case .none, .missing:
            total = max(0, total - 1)
            return
        case .unreadable(let trouble):
            return try store.note(trouble, of: cursor.queue.key(of: job.id), in: cursor.queue, &unreadable)
        }
        let time = searched[.finishedOn].flatMap(Number.whole)
        cursor.note(time)
        tally.add(
            FailedJob(
                queue: cursor.queue, id: job.id, name: searched[.name] ?? [], reason: searched[.failedReason] ?? [],
                stacktrace: searched[.stacktrace] ?? [], failedAt: time))
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
