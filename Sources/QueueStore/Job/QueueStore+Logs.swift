import Queues
import Redis

extension QueueStore {
    /// The most bytes of log lines that an answer holds.
    private static let logBytes = 256 * 1_024
    /// The most bytes of one line.
    private static let lineLimit = 16 * 1_024
    /// Lines of the first chunk. A line may be of any length, so the chunks grow only as the lines turn out to be short.
    private static let firstChunk = 8

    /// Reads the newest lines before `logOffset`, as many as the limits allow.
    func readLogs(_ request: JobRequest, total: Int) throws(Trouble) -> LogExcerpt {
        let key = request.queue.key(of: request.id) + ":logs".utf8
        let end = max(0, total - max(0, request.logOffset))
        let first = max(0, end - JobRequest.logLimit)
        var start = end
        var chunk = Self.firstChunk
        var bytes = 0
        var lines: [[UInt8]] = []
        while start > first, bytes < Self.logBytes {
            let from = max(first, start - chunk)
            var replies = try askToRead([.on(key, "LRANGE", String(from), String(start - 1))])
            let read = try replies.nextList()
            guard !read.isEmpty else { break }
            let size = read.reduce(0) { $0 + $1.count }
            lines = read.map { Array($0.prefix(Self.lineLimit)) } + lines
            // A log that ends as before, and is as long, has not changed.
            if start == end, let known = logs.log(for: request, total: total, endingIn: lines) { return known }
            bytes += size
            start = from
            let average = max(1, size / read.count)
            chunk = max(1, min(chunk * 8, (Self.logBytes - bytes) / average))
        }
        let log = Self.bounded(LogExcerpt(lines: lines, offset: start, total: total))
        logs.keep(log, for: request)
        return log
    }

    /// Drops the oldest lines of those read until the rest is short enough; the newest line always stays.
    private static func bounded(_ logs: LogExcerpt) -> LogExcerpt {
        var logs = logs
        var bytes = logs.lines.reduce(0) { $0 + $1.count }
        var dropped = 0
        while bytes > logBytes, dropped < logs.lines.count - 1 {
            bytes -= logs.lines[dropped].count
            dropped += 1
        }
        logs.lines.removeFirst(dropped)
        logs.offset += dropped
        return logs
    }
}
