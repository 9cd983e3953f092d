import Queues
import Redis

extension QueueStore {
    /// The maximum number of bytes of log lines in an answer.
    private static let logBytes = 256 * 1_024
    /// The maximum number of bytes of lines that are read together.
    private static let chunkBytes = 8 * 1_024 * 1_024
    /// The maximum number of bytes of one line.
    private static let lineLimit = 16 * 1_024
    /// The number of lines in the first chunk. Lines may be of any length, so chunks grow only where lines are short.
    private static let firstChunk = 8

    /// Reads the lines around the requested one, or the newest ones, as many as the limits allow.
    func readLogs(_ request: JobRequest, total: Int) throws(Trouble) -> LogExcerpt {
        let key = request.queue.key(of: request.id) + ":logs".utf8
        guard let line = request.logLine, total > 0 else {
            return try newestLines(request, key, total: total)
        }
        let (middle, half) = (min(max(0, line), total - 1), JobRequest.logLimit / 2)
        let end = min(total, middle + half)
        var lines = try beginnings(of: request, key, from: middle, to: min(end, middle + Self.firstChunk) - 1)
        // A log of the same length with the same line at that place has not changed.
        if let known = logs.log(for: request, total: total, holding: lines, at: middle) { return known }
        try read(&lines, of: request, key, from: middle, until: end, bytes: Self.logBytes / 2)
        let before = try linesBefore(middle, request, key, first: max(0, middle - half), bytes: Self.logBytes / 2)
        let log = LogExcerpt(lines: before + lines, offset: middle - before.count, total: total)
        logs.keep(log, for: request)
        return log
    }

    /// Reads the newest lines.
    private func newestLines(_ request: JobRequest, _ key: [UInt8], total: Int) throws(Trouble) -> LogExcerpt {
        // Only the end of what is not read yet is known.
        if isBeginning { return LogExcerpt(offset: total, total: total) }
        let start = max(0, total - Self.firstChunk)
        let last = total > 0 ? try beginnings(of: request, key, from: start, to: total - 1) : []
        if let known = logs.log(for: request, total: total, holding: last, at: start) { return known }
        let first = max(0, total - JobRequest.logLimit)
        let left = Self.logBytes - last.reduce(0) { $0 + $1.count }
        let lines = try linesBefore(start, request, key, first: first, bytes: left) + last
        let log = LogExcerpt(lines: lines, offset: total - lines.count, total: total)
        logs.keep(log, for: request)
        return log
    }

    /// Reads lines after some that were read, up to the line `end`, which is left out.
    private func read(
        _ lines: inout [[UInt8]], of request: JobRequest, _ key: [UInt8], from first: Int, until end: Int, bytes: Int
    ) throws(Trouble) {
        var held = lines.reduce(0) { $0 + $1.count }
        while !lines.isEmpty, first + lines.count < end, held < bytes {
            let start = first + lines.count
            let chunk = max(1, min(lines.count * 8, (bytes - held) / max(1, held / lines.count)))
            let further = try beginnings(of: request, key, from: start, to: min(end, start + chunk) - 1)
            guard !further.isEmpty else { return }
            held += further.reduce(0) { $0 + $1.count }
            lines += further
        }
        while held > bytes, lines.count > 1 { held -= lines.removeLast().count }
    }

    /// Reads the lines before `end`, from the line `first` on.
    private func linesBefore(
        _ end: Int, _ request: JobRequest, _ key: [UInt8], first: Int, bytes: Int
    ) throws(Trouble) -> [[UInt8]] {
        var (start, chunk, held) = (end, Self.firstChunk, 0)
        var lines: [[UInt8]] = []
        while start > first, held < bytes {
            let from = max(first, start - chunk)
            let read = try beginnings(of: request, key, from: from, to: start - 1)
            guard !read.isEmpty else { break }
            let size = read.reduce(0) { $0 + $1.count }
            lines = read + lines
            held += size
            start = from
            chunk = max(1, min(chunk * 8, (bytes - held) / max(1, size / read.count)))
        }
        // The newest line always stays.
        var dropped = 0
        while held > bytes, dropped < lines.count - 1 {
            held -= lines[dropped].count
            dropped += 1
        }
        return Array(lines.dropFirst(dropped))
    }

    /// Reads the beginnings of lines; where they are too large together, line by line.
    func beginnings(
        of request: JobRequest, _ key: [UInt8], from first: Int, to last: Int
    ) throws(Trouble) -> [[UInt8]] {
        do {
            var replies = try ask([.on(key, "LRANGE", String(first), String(last))], limit: Self.chunkBytes)
            try replies.checkServer()
            return try replies.nextList().map { Array($0.prefix(Self.lineLimit)) }
        } catch .tooLarge {
            // The connection is closed when a reply is too large.
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
}
