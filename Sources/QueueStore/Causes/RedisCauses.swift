import Queues
import Redis

/// The causes of the failed jobs of some queues: first the newest of each, then jobs that fail later. With `since`, in
/// ms since 1970, only jobs that failed from then on.
final class RedisCauses: CauseReading {
    private let store: QueueStore
    private var walk: JobWalk
    private var tally = CauseTally()
    private var total: Int
    private var unreadable = UnreadableKeys()

    /// Counts the failed jobs. At most `limit` jobs of a queue are looked at.
    init(
        _ queues: [QueueID], _ store: QueueStore, since: Milliseconds? = nil, limit: Int = CauseReport.jobLimit
    ) throws(Trouble) {
        self.store = store
        let cursors = queues.flatMap { JobCursor.cursors(in: $0, .failed, since: since) }
        walk = try JobWalk(cursors, reading: .causes, limit: limit, store, &unreadable)
        total = walk.total
    }

    var progress: SearchProgress { SearchProgress(looked: tally.looked, total: max(total, tally.looked)) }

    var report: CauseReport {
        var report = tally.report(total: total)
        report.unreadable = unreadable
        return report
    }

    func step() throws(Trouble) -> Bool {
        guard let step = try walk.next(&unreadable) else { return false }
        for (job, candidate) in step.jobs { try take(job, candidate, of: step.queue) }
        return !walk.isAtEnd
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
                    stacktrace: searched[.stacktrace] ?? [], failedAt: job.endedAt))
        }
    }
}
