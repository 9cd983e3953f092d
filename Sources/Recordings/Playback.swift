internal import JSONText
import Queues

/// What a recording says at a position, line by line.
struct Playback {
    private let file: RecordingFile
    private let header: RecordingHeader
    private var queues: [QueueID: QueueSummary] = [:]
    private var minutes: [QueueID: QueueMinutes] = [:]
    private var insights: [QueueID: QueueInsight] = [:]
    /// The overview that comes next; nil at the end.
    private(set) var next: RecordedOverview?
    /// The lines before it.
    private var pending: [RecordedLine] = []

    /// The time of the overview that was taken last, in ms since 1970 on the server's clock.
    private(set) var time: Milliseconds
    private(set) var server: ServerStatus
    private(set) var isComplete = false
    /// The events so far, the oldest first, and the number of those that were dropped.
    private(set) var events: [FollowedEvent] = []
    private(set) var dropped = 0
    /// The messages that came with the overview that was taken last.
    private(set) var messages: [RecordedMessage] = []

    /// Opens a recording, and takes its first overview.
    init(_ path: String) throws(RecordingProblem) {
        file = try RecordingFile(path)
        guard let first = try file.next() else { throw RecordingProblem("the file is empty") }
        header = try RecordingHeader(JSON(line: first))
        (time, server) = (header.start, ServerStatus(address: header.address, database: header.database))
        try look()
        try advance()
    }

    /// Takes the next overview and what came before it.
    mutating func advance() throws(RecordingProblem) {
        messages = []
        let lines = pending
        pending = []
        for line in lines { take(line) }
        guard let overview = next else { return }
        if overview.isWhole { (queues, minutes) = ([:], [:]) }
        for queue in overview.gone { (queues[queue], minutes[queue]) = (nil, nil) }
        for var queue in overview.queues {
            queue.thresholds = header.thresholds
            queues[queue.id] = queue
        }
        for some in overview.minutes { minutes[some.queue] = some }
        if let insight = overview.insight { insights[insight.queue] = insight }
        (time, server, isComplete) = (max(time, overview.time), overview.server, overview.isComplete)
        server.thresholds = header.thresholds
        next = nil
        try look()
        if next == nil { take(rest: pending) }
    }

    /// Reads up to the next overview. A last line without an end that is not valid is left out.
    private mutating func look() throws(RecordingProblem) {
        while next == nil, let text = try file.next() {
            do throws(RecordingProblem) {
                let line = try RecordedLine(text)
                if case .overview(let overview) = line { next = overview } else { pending.append(line) }
            } catch {
                guard file.isTorn else { throw error }
            }
        }
    }

    private mutating func take(rest lines: [RecordedLine]) {
        for line in lines { take(line) }
        pending = []
    }

    private mutating func take(_ line: RecordedLine) {
        switch line {
        case .event(let event):
            events.append(event)
            guard events.count > EventsWatch.limit else { return }
            events.removeFirst(EventsWatch.limit / 10)
            dropped += EventsWatch.limit / 10
        case .message(let message): messages.append(message)
        case .overview, .end, .other: break
        }
    }

    /// Returns the queues, in order.
    var summaries: [QueueSummary] { queues.values.sorted { $0.id < $1.id } }

    /// Returns the overview that a request asks for. What was not recorded of a queue says so.
    func overview(_ request: OverviewRequest) -> Overview {
        let insight = request.explained.map { insights[$0] ?? .notRecorded($0) }
        return Overview(
            queues: summaries, discovery: Discovery(isComplete: isComplete), insight: insight,
            minutes: request.counted.compactMap { minutes[$0] })
    }
}

extension QueueInsight {
    /// Returns the insight into a queue of which the recording has none.
    fileprivate static func notRecorded(_ queue: QueueID) -> QueueInsight {
        var report = CauseReport()
        report.unreadable.note(Unreadable("failed", .notRecorded), of: queue)
        return QueueInsight(queue: queue, report: report, isComplete: true)
    }
}

extension Trouble {
    /// What a recording cannot answer.
    static let notRecorded = Trouble.server("not in the recording")
}
