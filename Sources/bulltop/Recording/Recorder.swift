internal import Dashboard
internal import Glibc
internal import Queues
internal import Recordings
internal import Threads

/// The work of `bulltop record`: it reads overviews and events again and again, and writes them to a file, until its time is
/// over or a signal comes.
final class Recorder {
    private let session: CommandSession
    private let options: RecordOptions
    private var writer = RecordingWriter()
    private var bytes = 0
    /// The events that were taken so far.
    private var events = EventsWatch(queue: nil)
    /// Whether the server did not answer the last time.
    private var isDown = false
    /// The queues whose causes are still to be read in this round: the ones that need attention.
    private var unexplained: [QueueID] = []
    /// The queues whose finished jobs are counted by the minute.
    private var counted: [QueueID] = []

    /// The time between two looks for a signal, in ms.
    private static let patience: Milliseconds = 50

    init(_ session: CommandSession, _ options: RecordOptions) { (self.session, self.options) = (session, options) }

    /// Records until the end, and prints the summary. The first reading must succeed before a file is made.
    func run(to word: Argument) throws(CommandFailure) {
        let interruption = Interruption()
        let (start, begin) = (WallClock.now, MonotonicClock.now)
        _ = try session.queues(session.operands.dropFirst())
        let queues = try session.allQueues()
        session.findings.note(queues)
        let first = try read()
        let file = try open(word.text)
        defer { file.close() }
        try write(writer.line(header(start)), to: file)
        try write(first, to: file)
        let end = options.length.map { begin + $0 }
        var turn = begin + options.interval
        while !interruption.isPending, end.map({ MonotonicClock.now < $0 }) ?? true {
            let next = min(turn, end ?? turn)
            while !interruption.isPending, MonotonicClock.now < next {
                _ = poll(nil, 0, Int32(clamping: max(0, min(Self.patience, next - MonotonicClock.now))))
            }
            guard MonotonicClock.now >= turn, !interruption.isPending else { continue }
            turn = max(turn + options.interval, MonotonicClock.now)
            try write(readAgain(), to: file)
        }
        let now = WallClock.now
        try write([writer.line(interruption.isPending ? .signal : .time, at: now)], to: file)
        do throws(FileFailure) { try file.finish() } catch { throw .failed(error.words) }
        let counts = writer.counts
        try session.print(
            RecordingSummary(
                file: Array(file.path.utf8), start: start, end: now, queues: writer.queueCount,
                overviews: counts.overviews, events: counts.events, messages: counts.messages, bytes: bytes))
    }

    private func header(_ start: Milliseconds) -> RecordingHeader {
        var header = RecordingHeader(
            version: BuiltFrom.version, address: session.source.address, database: session.source.database,
            prefixes: session.prefixes, start: start, interval: options.interval)
        header.thresholds = session.thresholds
        return header
    }

    private func open(_ path: String) throws(CommandFailure) -> RecordingTarget {
        do throws(FileFailure) { return try RecordingTarget(path, replaces: options.replaces) } catch {
            throw .failed(error.words)
        }
    }

    private func write(_ line: [UInt8], to file: RecordingTarget) throws(CommandFailure) { try write([line], to: file) }

    /// Writes lines. What was written before stays where the disk is full.
    private func write(_ lines: [[UInt8]], to file: RecordingTarget) throws(CommandFailure) {
        for line in lines {
            guard file.write(line) else {
                let kept = Format.count(max(0, writer.counts.overviews - 1), "overview")
                throw .failed("\(file.failure?.words ?? file.path) The recording ends here, with \(kept).")
            }
            bytes = bytes.plus(line.count)
        }
    }

    /// Reads once more. Where the server does not answer, that is a message, once.
    private func readAgain() throws(CommandFailure) -> [[UInt8]] {
        do throws(CommandFailure) {
            let lines = try read()
            guard isDown else { return lines }
            isDown = false
            return [message("\(session.source.address): answers again")] + lines
        } catch {
            guard case .trouble = error, let text = error.text else { throw error }
            guard !isDown else { return [] }
            isDown = true
            return [message(text)]
        }
    }

    private func message(_ text: String) -> [UInt8] {
        session.complain(text)
        return writer.line(RecordedMessage(time: WallClock.now, text: text))
    }

    /// Reads the queues and the events that have come, and returns their lines.
    private func read() throws(CommandFailure) -> [[UInt8]] {
        let request = OverviewRequest(explained: unexplained.popLast(), wantsWorkers: true, counted: counted)
        let answer = try session.ask { store throws(Trouble) in
            _ = try store.discover(now: WallClock.now)
            return try store.answer(.overview(request), now: WallClock.now)
        }
        var lines: [[UInt8]] = []
        if case .overview(var overview) = answer.content {
            if overview.insight?.isComplete == false { overview.insight = nil }
            plan(overview, at: answer.takenAt)
            lines.append(writer.line(overview, of: answer.server, at: answer.takenAt))
        }
        return try readEvents() + lines
    }

    /// Decides what the next readings ask for besides the queues.
    private func plan(_ overview: Overview, at time: Milliseconds) {
        counted = Array(overview.queues.map(\.id).prefix(OverviewRequest.countedLimit))
        guard unexplained.isEmpty else { return }
        unexplained = overview.queues.filter { $0.health(at: time).verdict.wantsAttention }.map(\.id).reversed()
    }

    private func readEvents() throws(CommandFailure) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        while true {
            let watch = events
            let answer = try session.ask { store throws(Trouble) in
                try store.answer(.events(watch), now: WallClock.now)
            }
            guard case .events(let part) = answer.content else { return lines }
            events.known = part.offset.plus(part.events.count)
            for event in part.events { lines.append(writer.line(event)) }
            if part.isComplete || part.events.isEmpty { return lines }
        }
    }
}
