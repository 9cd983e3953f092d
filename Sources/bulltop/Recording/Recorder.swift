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
    /// The number of overviews that are in the file.
    private var kept = 0
    /// The events that were taken so far.
    private var events = EventsWatch(queue: nil)
    /// Whether the server did not answer the last time.
    private var isDown = false
    /// The maximum number of queues in a round, the gravest ones: each takes a reading.
    private static let explainedLimit = 50
    /// The queues whose causes are still to be read in this round: the ones that need attention.
    private var unexplained: [QueueID] = []
    /// The queues whose finished jobs are counted by the minute.
    private var counted: [QueueID] = []

    /// The lines of one reading.
    private struct Reading {
        /// The messages and the events.
        var others: [[UInt8]] = []
        /// The queues; nil where they were not read.
        var overview: [UInt8]?
    }

    /// The time between two looks for a signal, in ms.
    private static let patience: Milliseconds = 50

    init(_ session: CommandSession, _ options: RecordOptions) { (self.session, self.options) = (session, options) }

    /// Records until the end, and prints the summary. The first reading must succeed before a file is made. Signals are held
    /// back until the summary is printed: a second one ends only a wait for the server.
    func run(to word: Argument) throws(CommandFailure) {
        let interruption = Interruption(stop: session.stop)
        let (start, begin) = (WallClock.now, MonotonicClock.now)
        let first = try readFirst()
        let file = try open(word.text)
        defer { file.close() }
        try write(writer.line(header(start)), to: file)
        // A recording can be replayed from its first overview on, which is to be in it even where the disk is full soon.
        try write(Reading(overview: first), to: file)
        try write(readAgain { reading throws(CommandFailure) in try readEvents(into: &reading.others) }, to: file)
        try record(to: file, from: begin, until: interruption)
        let now = WallClock.now
        try write([writer.line(interruption.isPending ? .signal : .time, at: now)], to: file)
        do throws(FileFailure) { try file.finish() } catch { throw .failed(error.words) }
        let counts = writer.counts
        try session.print(
            RecordingSummary(
                file: Array(file.path.utf8), start: start, end: now, queues: writer.queueCount,
                overviews: counts.overviews, events: counts.events, messages: counts.messages, bytes: bytes))
        try session.output.flush()
        withExtendedLifetime(interruption) {}
    }

    /// Finds the queues, and returns the line of the first overview.
    private func readFirst() throws(CommandFailure) -> [UInt8] {
        do throws(CommandFailure) {
            _ = try session.queues(session.operands.dropFirst())
            session.findings.note(try session.allQueues())
            guard let line = try readOverview() else { throw .failed("the server was not asked for queues") }
            return line
        } catch {
            guard session.stop.isStopped else { throw error }
            throw .failed("stopped before anything was recorded")
        }
    }

    /// Writes a reading at each turn, until the time is over or a signal comes.
    private func record(
        to file: RecordingTarget, from begin: Milliseconds, until interruption: Interruption
    ) throws(CommandFailure) {
        let end = options.length.map { begin + $0 }
        var turn = begin + options.interval
        while !interruption.isPending, end.map({ MonotonicClock.now < $0 }) ?? true {
            let next = min(turn, end ?? turn)
            while !interruption.isPending, MonotonicClock.now < next {
                _ = poll(nil, 0, Int32(clamping: max(0, min(Self.patience, next - MonotonicClock.now))))
            }
            guard MonotonicClock.now >= turn, !interruption.isPending else { continue }
            turn = max(turn + options.interval, MonotonicClock.now)
            let reading = try readAgain { reading throws(CommandFailure) in
                reading.overview = try readOverview()
                try readEvents(into: &reading.others)
            }
            try write(reading, to: file)
        }
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
            switch file.write(line) {
            case .done: bytes = bytes.plus(line.count)
            case .readerGone: throw .readerGone
            case .failed where file.isStandardOutput: throw .outputFailed
            case .failed:
                let kept = Format.count(kept, "overview")
                throw .failed("\(file.failure?.words ?? file.path) The recording ends here, with \(kept).")
            }
        }
    }

    private func write(_ reading: Reading, to file: RecordingTarget) throws(CommandFailure) {
        try write(reading.others, to: file)
        guard let overview = reading.overview else { return }
        try write(overview, to: file)
        kept += 1
    }

    /// Reads once more. Where the server does not answer, that is a message, once; where the operator does not wait for it,
    /// it is none. What was read before it is kept.
    private func readAgain(_ read: (inout Reading) throws(CommandFailure) -> Void) throws(CommandFailure) -> Reading {
        var reading = Reading()
        do throws(CommandFailure) {
            try read(&reading)
            guard isDown else { return reading }
            isDown = false
            reading.others.insert(message("\(session.source.address): answers again"), at: 0)
        } catch {
            guard case .trouble = error, let text = error.text else { throw error }
            guard !isDown, !session.stop.isStopped else { return reading }
            isDown = true
            reading.others.append(message(text))
        }
        return reading
    }

    private func message(_ text: String) -> [UInt8] {
        session.complain(text)
        return writer.line(RecordedMessage(time: WallClock.now, text: text))
    }

    /// Reads the queues, and returns their line; nil where the answer has none.
    private func readOverview() throws(CommandFailure) -> [UInt8]? {
        let request = OverviewRequest(explained: unexplained.popLast(), wantsWorkers: true, counted: counted)
        let answer = try session.ask { store throws(Trouble) in
            _ = try store.discover(now: WallClock.now)
            return try store.answer(.overview(request), now: WallClock.now)
        }
        guard case .overview(var overview) = answer.content else { return nil }
        if overview.insight?.isComplete == false { overview.insight = nil }
        plan(overview, at: answer.takenAt)
        return writer.line(overview, of: answer.server, at: answer.takenAt)
    }

    /// Decides what the next readings ask for besides the queues.
    private func plan(_ overview: Overview, at time: Milliseconds) {
        counted = Array(overview.queues.map(\.id).prefix(OverviewRequest.countedLimit))
        guard unexplained.isEmpty else { return }
        let judged = overview.queues.map { (id: $0.id, verdict: $0.health(at: time).verdict) }
        // The sort is stable: queues of one gravity stay in their order.
        let worst = judged.filter(\.verdict.wantsAttention).sorted { $0.verdict.gravity < $1.verdict.gravity }
        unexplained = worst.prefix(Self.explainedLimit).map(\.id).reversed()
    }

    /// Reads the events that have come, and adds their lines.
    private func readEvents(into lines: inout [[UInt8]]) throws(CommandFailure) {
        while true {
            let watch = events
            let answer = try session.ask { store throws(Trouble) in
                try store.answer(.events(watch), now: WallClock.now)
            }
            guard case .events(let part) = answer.content else { return }
            events.known = part.offset.plus(part.events.count)
            for event in part.events { lines.append(writer.line(event)) }
            if part.isComplete || part.events.isEmpty { return }
        }
    }
}
