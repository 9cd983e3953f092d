public import Queues
import Redis

extension QueueStore {
    /// Lines of a job's log, whole, counted from the oldest; from the newest where `first` is negative. Nil where the job
    /// does not exist (any more).
    public func logLines(
        of job: JobID, in queue: QueueID, from first: Int, count: Int
    ) throws(Trouble) -> LogExcerpt? {
        let hash = queue.key(of: job)
        let key = hash + ":logs".utf8
        let (end, isFar) = first.addingReportingOverflow(count)
        let last = isFar ? .max : first < 0 && end >= 0 ? -1 : end - 1
        var replies = try askToRead([
            .on(hash, "EXISTS"), .on(key, "LLEN"), .on(key, "LRANGE", String(first), String(last)),
        ])
        guard try replies.nextCount() == 1 else { return nil }
        let total = try replies.nextCount()
        let lines = try replies.nextList()
        return LogExcerpt(lines: lines, offset: first < 0 ? max(0, total - lines.count) : first, total: total)
    }
}
