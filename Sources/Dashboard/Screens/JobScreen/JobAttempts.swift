import JSONText
import Queues

/// The attempts of a job that have a stack trace, the newest first.
struct JobAttempts: Equatable, Sendable {
    /// One attempt.
    struct Entry: Equatable, Sendable {
        /// Its number, from 1 on; nil where it is not known.
        let number: Int?
        /// The title, such as `attempt 2 of 3`.
        let title: String
        /// Its failure in a word.
        let label: [UInt8]
        /// The run of the attempt; nil where the queue's events do not have it, or where it could be another one.
        var run: JobRun?
    }

    private(set) var entries: [Entry] = []
    /// The number of failed attempts without a trace: older traces are dropped beyond `stackTraceLimit` of the job's
    /// options.
    let missing: Int
    let limit: Int?
    /// Whether the runs of the job may not match the traces: a worker may take a job and give it back.
    let isUncertain: Bool
    /// The reach of the events; nil where they were not read.
    let reach: RunHistory.Reach?

    /// Creates the attempts of a job; nil where it has no readable trace.
    init?(_ detail: JobDetail) {
        guard let traces = JobFailure(detail)?.traces, !traces.strings.isEmpty else { return nil }
        let counter = AttemptCounter(detail.row, traces: traces.strings.count, isCut: traces.isCut)
        limit = detail.fields[.opts].flatMap(Self.stackTraceLimit)
        missing = counter.missing
        isUncertain = !counter.isCertain
        reach = detail.history?.reach
        let count = traces.strings.count
        for (index, trace) in traces.strings.enumerated().reversed() {
            let number = counter.number(of: index)
            let title = traces.isCut ? "trace \(index + 1)" : counter.title(of: number)
            entries.append(Entry(number: number, title: title, label: AttemptLabel.short(trace)))
        }
        guard !traces.isCut else { return }
        let runs = (detail.history?.runs ?? []).filter(\.mayHaveFailed)
        // From the newest on, as far back as the events go.
        for (place, run) in runs.reversed().prefix(count).enumerated() {
            guard !isUncertain || place == 0 && run.end == .failed && detail.row.state == .failed else { break }
            entries[place].run = run
        }
        completeNewest(detail.row)
    }

    /// Gives the newest attempt the times in the job itself. Before BullMQ 5 the first traces are kept, and the last of them is
    /// not that of the newest attempt.
    private mutating func completeNewest(_ row: JobRow) {
        guard entries[0].number == nil || entries[0].number == row.attemptsMade else { return }
        guard row.state == .failed, let end = row.finishedOn, let start = row.processedOn else { return }
        if entries[0].run == nil { entries[0].run = JobRun(started: start, ended: end, end: .failed) }
        if entries[0].run?.started == nil { entries[0].run?.started = start }
    }

    private static func stackTraceLimit(_ options: Excerpt) -> Int? {
        guard options.isWhole, let json = try? JSON(options.bytes) else { return nil }
        return json["stackTraceLimit"]?.integer.flatMap { Int(exactly: $0) }
    }
}

/// Assigns the stack traces to attempts (data model, 2.1).
struct AttemptCounter {
    private let row: JobRow
    private let traces: Int
    private let isCut: Bool
    /// The number of failed attempts; nil where the value is not a number.
    private let failed: Int?

    /// The upper bound of counters of attempts, so that sums of a few of them cannot overflow.
    private static let largest = 1 << 53

    init(_ row: JobRow, traces: Int, isCut: Bool) {
        self.row = row
        self.traces = traces
        self.isCut = isCut
        // BullMQ 5 counts an attempt when it ends, even the completed one.
        let made = row.attemptsMade.map { min(max(0, $0), Self.largest) }
        failed = made.map { row.attemptsStarted != nil && row.state == .completed ? max(0, $0 - 1) : $0 }
    }

    /// The number of failed attempts without a trace, by the counters; 0 before BullMQ 5, which has none.
    var missing: Int {
        guard !isCut, row.attemptsStarted != nil, let failed else { return 0 }
        return max(0, failed - traces)
    }

    /// Whether every run of the job is a counted attempt, or a stall.
    var isCertain: Bool {
        let running = row.state == .active ? 1 : 0
        let stalled = min(max(0, row.stalledCounter ?? 0), Self.largest)
        guard let made = row.attemptsMade.map({ min(max(0, $0), Self.largest) }) else { return false }
        guard let started = row.attemptsStarted.map({ min(max(0, $0), Self.largest) }) else {
            // BullMQ 3 and 4 count an attempt when it begins.
            return made - running - stalled - (row.state == .completed ? 1 : 0) <= traces
        }
        return started - running - stalled <= made
    }

    /// Returns the number of the attempt that the trace at an index belongs to; nil where it is unknown. Since BullMQ
    /// 5.4.6 the newest traces are kept, and before it the first ones. A reset of the attempts leaves earlier traces.
    func number(of index: Int) -> Int? {
        if isCut { return nil }
        guard row.attemptsStarted != nil else { return index + 1 }
        guard let failed else { return nil }
        let number = failed - (traces - 1 - index)
        return number > 0 ? number : nil
    }

    func title(of number: Int?) -> String {
        guard let number else { return failed == nil ? "an attempt" : "an earlier attempt" }
        guard let allowed = row.attemptsAllowed else { return "attempt \(number)" }
        return number <= allowed ? "attempt \(number) of \(allowed)" : "attempt \(number) (\(allowed) allowed)"
    }
}
