import Queues
import Redis

extension QueueStore {
    /// The most bytes of log lines that an answer holds.
    private static let logBytes = 256 * 1_024
    /// The most bytes that lines may take which are read together.
    private static let chunkBytes = 8 * 1_024 * 1_024
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
            let read = try beginnings(of: request, key, from: from, to: start - 1)
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

    /// Reads lines; where they take too much together, each by itself, and of each the beginning.
    private func beginnings(
        of request: JobRequest, _ key: [UInt8], from first: Int, to last: Int
    ) throws(Trouble) -> [[UInt8]] {
        do {
            var replies = try ask([.on(key, "LRANGE", String(first), String(last))], limit: Self.chunkBytes)
            try replies.checkServer()
            return try replies.nextList()
        } catch .tooLarge {
            // The connection ends where a reply is not taken.
            try connect()
        }
        var lines: [[UInt8]] = []
        for index in first...last {
            var line: [UInt8] = []
            let isThere = try stream(.logLine(index), of: request.id, in: request.queue) { piece in
                line += piece.prefix(Self.lineLimit - line.count)
                return true
            }
            if isThere { lines.append(line) }
        }
        return lines
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
