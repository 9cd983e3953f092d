internal import JSONText
internal import Queues

extension CommandEntry {
    static let logs = reading(
        "logs", TailOptions.self, operands: [.queue, .job], summary: "Print the log of a job.",
        details: [
            "The oldest line comes first; --limit is for the newest ones. With --follow it goes on until the job is removed. "
                + "In JSON each line is a string."
        ]
    ) { session, options throws(CommandFailure) in
        let queue = try session.queue(session.operands[0])
        let (detail, job) = try session.job(session.operands[1], of: queue)
        let total = detail.logs.total
        var reader = LogReader(job: job.id, queue: queue, from: max(0, total - (options.limit ?? total)))
        while let lines = try reader.next(session), !lines.isEmpty { try session.printLog(lines) }
        while options.follows, let lines = try reader.waitForMore(session) { try session.printLog(lines) }
        try session.output.endList()
    }
}

extension CommandSession {
    fileprivate func printLog(_ lines: [[UInt8]]) throws(CommandFailure) {
        guard output.format == .table else {
            for line in lines { try output.print(item: .bytes(line)) }
            return
        }
        for line in lines { try output.print(text: line) }
    }

    /// Prints a line that is too large to be held.
    fileprivate func printLargeLine(_ index: Int, of job: JobID, in queue: QueueID) throws(CommandFailure) {
        let line = StoredValue.logLine(index)
        guard output.format != .table else {
            var text = TextPieces(indent: "")
            try stream(line, of: job, in: queue) { piece throws(CommandFailure) in try output.write(text.take(piece)) }
            return try output.write(text.ending())
        }
        var form = FieldForm(mayBeJSON: false)
        try stream(line, of: job, in: queue) { piece throws(CommandFailure) in form.take(piece) }
        var writer = FieldWriter(form, .compact, level: 0)
        try output.beginItem()
        try output.write(writer.beginning)
        try stream(line, of: job, in: queue) { piece throws(CommandFailure) in try output.write(writer.take(piece)) }
        guard let ending = writer.ending() else { throw .failed("a log line was changed while it was printed") }
        try output.write(ending)
        try output.endItem()
    }
}

/// Reads a log from one line on, and then follows it.
struct LogReader {
    let job: JobID
    let queue: QueueID
    /// The index of the next line, counted from the oldest.
    private var position: Int
    /// The newest lines that were read.
    private var tail: [[UInt8]] = []

    private static let linesAtOnce = 500
    private static let tailLength = 64
    /// The time between two readings of a log, in ms.
    private static let interval: Milliseconds = 500

    init(job: JobID, queue: QueueID, from position: Int) {
        self.job = job
        self.queue = queue
        self.position = position
    }

    /// Returns the next lines; an empty list at the end, nil where the job is gone.
    mutating func next(_ session: CommandSession) throws(CommandFailure) -> [[UInt8]]? {
        while let log = try read(session, from: position, count: Self.linesAtOnce) {
            guard log.lines.isEmpty, position < log.total else {
                take(log.lines)
                position += log.lines.count
                return log.lines
            }
            try session.printLargeLine(position, of: job, in: queue)
            position += 1
        }
        return nil
    }

    /// Waits for further lines, for one interval. A log of bounded length may lose its oldest lines at the same time.
    mutating func waitForMore(_ session: CommandSession) throws(CommandFailure) -> [[UInt8]]? {
        try session.output.flush()
        guard StandardStream.output.waitWhileRead(milliseconds: Self.interval) else { throw .readerGone }
        guard let newest = try read(session, from: -1, count: 1) else { return nil }
        guard newest.total != position || newest.lines.last != tail.last else { return [] }
        let count = max(0, newest.total - position) + Self.tailLength
        guard let log = try read(session, from: -count, count: count) else { return nil }
        let news = Self.lines(of: log.lines, after: tail)
        take(news)
        position = log.total
        return news
    }

    /// Returns the lines that come after `tail`; the first of `lines` may already have been read.
    static func lines(of lines: [[UInt8]], after tail: [[UInt8]]) -> [[UInt8]] {
        let overlaps = (0...lines.count).reversed()
        let read = overlaps.first { count in
            let common = min(count, tail.count)
            return common > 0 && lines[..<count].suffix(common).elementsEqual(tail.suffix(common))
        }
        return Array(lines[(read ?? 0)...])
    }

    private mutating func take(_ lines: [[UInt8]]) { tail = (tail + lines).suffix(Self.tailLength) }

    private func read(
        _ session: CommandSession, from first: Int, count: Int
    ) throws(CommandFailure) -> LogExcerpt? {
        try session.ask { store throws(Trouble) in
            try store.logLines(of: job, in: queue, from: first, count: count)
        }
    }
}
