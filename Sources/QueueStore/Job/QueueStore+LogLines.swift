public import Queues
import Redis

extension QueueStore {
    /// The maximum size of lines that are read together, in bytes.
    private static let linesLimit = 8 * 1_024 * 1_024

    /// Reads whole lines of a job's log, counted from the oldest, or from the newest where `first` is negative. Returns
    /// fewer lines where they are large, and none before the end where the first is too large to be held. Returns nil
    /// where the job does not exist (any more).
    public func logLines(
        of job: JobID, in queue: QueueID, from first: Int, count: Int
    ) throws(Trouble) -> LogExcerpt? {
        do {
            return try boundedLines(of: job, in: queue, from: first, count: count)
        } catch .tooLarge where first >= 0 {
            // The connection is closed when a reply is too large.
            try connect()
            guard count > 1 else { return try boundedLines(of: job, in: queue, from: first, count: 0) }
            return try logLines(of: job, in: queue, from: first, count: count / 2)
        }
    }

    private func boundedLines(
        of job: JobID, in queue: QueueID, from first: Int, count: Int
    ) throws(Trouble) -> LogExcerpt? {
        let hash = queue.key(of: job)
        let key = hash + ":logs".utf8
        let (end, isFar) = first.addingReportingOverflow(count)
        let last = isFar ? .max : first < 0 && end >= 0 ? -1 : end - 1
        let lines: [Command] = count > 0 ? [.on(key, "LRANGE", String(first), String(last))] : []
        var replies = try ask([.on(hash, "EXISTS"), .on(key, "LLEN")] + lines, limit: Self.linesLimit)
        try replies.checkServer()
        guard try replies.nextCount() == 1 else { return nil }
        let total = try replies.nextCount()
        let found = count > 0 ? try replies.nextList() : []
        return LogExcerpt(lines: found, offset: first < 0 ? max(0, total - found.count) : first, total: total)
    }
}
