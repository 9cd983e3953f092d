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
        let last = first < 0 && first + count >= 0 ? -1 : first + count - 1
        var replies = try ask([
            .on(hash, "EXISTS"), .on(key, "LLEN"), .on(key, "LRANGE", String(first), String(last)),
        ])
        let exists = replies.next()
        if let error = exists.error { throw Trouble(error) }
        guard exists.integer == 1 else { return nil }
        let total = replies.nextCount()
        let lines = replies.next().byteStrings
        return LogExcerpt(lines: lines, offset: first < 0 ? max(0, total - lines.count) : first, total: total)
    }
}
