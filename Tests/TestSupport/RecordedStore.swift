public import Queues

/// A store in memory that returns what was recorded, and changes nothing: for tests that need no server.
public final class RecordedStore: StoreReader, StoreChanger {
    private let recording: Recording
    /// The jobs of the recording.
    var recordedJobs: [StoredJob] { recording.jobs }
    /// Whether `connect()` has been called.
    public private(set) var isConnected = false
    /// The operations that were asked for, in their order.
    public private(set) var operations: [Operation] = []

    /// Creates a store that returns this recording.
    public init(_ recording: Recording) { self.recording = recording }

    /// The server of the first recorded answer.
    public var status: ServerStatus { recording.answers.first?.server ?? ServerStatus(address: "recording") }

    /// Throws the recorded trouble, if there is one.
    public func connect() throws(Trouble) {
        if let trouble = recording.trouble { throw trouble }
        isConnected = true
    }

    /// Returns false, as all queues are known.
    public func discover(now: Milliseconds) throws(Trouble) -> Bool { false }

    /// Returns the recorded answer; throws where none was recorded for this watch.
    public func answer(_ watch: Watch, now: Milliseconds) throws(Trouble) -> Answer {
        guard let answer = recording.answers.first(where: { $0.watch == watch }) else {
            throw .server("nothing was recorded for \(watch)")
        }
        return answer
    }

    /// Returns the recorded finding, or an absent one where none was recorded.
    public func find(_ inquiry: Inquiry, now: Milliseconds) -> Finding {
        recording.findings[inquiry] ?? .refused(.absent)
    }

    /// Returns those of some queues that were recorded.
    public func existing(among queues: [QueueID]) throws(Trouble) -> [QueueID] {
        let known = Set(recording.queues.map(\.id))
        return queues.filter(known.contains)
    }

    /// Returns the recorded summaries of some queues.
    public func summaries(of queues: [QueueID], now: Milliseconds) throws(Trouble) -> [QueueSummary] {
        queues.compactMap { queue in recording.queues.first { $0.id == queue } }
    }

    /// Returns the recorded workers, whatever their queue.
    public func workers(of queues: [QueueID], now: Milliseconds) throws(Trouble) -> WorkerReport {
        var report = WorkerReport()
        report.workers = recording.workers
        return report
    }

    /// Returns those of some jobs that were recorded.
    public func storedJobs(_ rows: [(queue: QueueID, row: JobRow)]) throws(Trouble) -> [StoredJob] {
        rows.compactMap { placed in recording.jobs.first { $0.queue == placed.queue && $0.id == placed.row.id } }
    }

    /// Passes a recorded value on as one piece.
    public func stream(
        _ value: StoredValue, of job: JobID, in queue: QueueID, to take: (ArraySlice<UInt8>) -> Bool
    ) throws(Trouble) -> Bool {
        let stored = recording.jobs.first { $0.queue == queue && $0.id == job }
        let bytes: [UInt8]? =
            switch value {
            case .field(let name): stored?.fields[name]
            case .logLine(let index): recording.logs[job].flatMap { $0.indices.contains(index) ? $0[index] : nil }
            }
        guard let bytes else { return false }
        _ = take(bytes[...])
        return true
    }

    /// Returns lines of a recorded log; nil where the job was not recorded.
    public func logLines(
        of job: JobID, in queue: QueueID, from first: Int, count: Int
    ) throws(Trouble) -> LogExcerpt? {
        guard recording.jobs.contains(where: { $0.queue == queue && $0.id == job }) else { return nil }
        let log = recording.logs[job] ?? []
        let start = min(log.count, first < 0 ? max(0, log.count + first) : first)
        return LogExcerpt(lines: Array(log[start...].prefix(count)), offset: start, total: log.count)
    }

    /// Returns the flow that was recorded for a job.
    public func flow(of job: JobID, in queue: QueueID, limit: Int) throws(Trouble) -> Flow? { recording.flows[job] }

    /// Returns the newest recorded events.
    public func newestEvents(of queue: QueueID, count: Int) throws(Trouble) -> [QueueEvent] {
        (recording.events[queue] ?? []).suffix(count)
    }

    /// Returns the number of recorded events.
    public func eventCount(of queue: QueueID) throws(Trouble) -> Int { (recording.events[queue] ?? []).count }

    /// Returns a stream without events.
    public func tail(of queue: QueueID, after last: QueueEvent?) throws(Trouble) -> any EventStream { Silence() }

    /// Returns no leftovers.
    public func leftovers(of queue: QueueID, limit: Int, now: Milliseconds) throws(Trouble) -> Leftovers {
        Leftovers()
    }

    /// Refuses the operation, as `perform` does.
    public func rehearse(_ operation: Operation, now: Milliseconds) -> Rehearsal {
        Rehearsal(.refused(.readOnlyServer))
    }

    /// Records the operation, and refuses it, as a recording cannot be changed.
    public func perform(
        _ operation: Operation, now: Milliseconds, keeping budget: UndoBudget, report: @escaping (Progress) -> Bool
    ) -> Outcome {
        operations.append(operation)
        return .refused(.readOnlyServer)
    }

    private final class Silence: EventStream {
        func next(within milliseconds: Milliseconds) throws(Trouble) -> [QueueEvent] { [] }
    }
}

/// The values that a `RecordedStore` returns.
public struct Recording: Sendable {
    /// The reason why no connection is possible; nil where one is.
    public var trouble: Trouble?
    /// Answers, each for its watch.
    public var answers: [Answer] = []
    /// The queues that exist.
    public var queues: [QueueSummary] = []
    /// The jobs that exist.
    public var jobs: [StoredJob] = []
    /// Log lines, oldest first.
    public var logs: [JobID: [[UInt8]]] = [:]
    /// Workers of all queues.
    public var workers: [Worker] = []
    /// Flows by the job that they are seen from.
    public var flows: [JobID: Flow] = [:]
    /// Events, oldest first.
    public var events: [QueueID: [QueueEvent]] = [:]
    /// Findings of inquiries.
    public var findings: [Inquiry: Finding] = [:]

    /// Creates an empty recording.
    public init() {}
}
