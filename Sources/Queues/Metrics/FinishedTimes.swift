/// How long jobs take.
public enum JobSpan: String, CaseIterable, Hashable, Sendable {
    /// From when a job could run until it ran.
    case waitTime
    /// From its last start to its end.
    case runTime
}

/// How long those jobs of a queue waited and ran that finished last, within `span`.
public struct FinishedTimes: Equatable, Sendable {
    /// The time before a reading in which jobs have finished, in ms.
    public static let span: Milliseconds = 3_600_000

    /// How long they waited; nil where no job shows it.
    public var wait: Timing?
    /// How long they ran; nil where no job shows it.
    public var run: Timing?

    /// Creates the times of a sample.
    public init(_ sample: TimingSample) { (wait, run) = (sample.wait, sample.run) }

    /// Returns the distribution of one of the two; nil where no job shows it.
    public subscript(span: JobSpan) -> Timing? {
        switch span {
        case .waitTime: wait
        case .runTime: run
        }
    }
}

/// The queues whose finished jobs are looked at, for alarms and for the screen of a queue.
public struct TimedQueues: Hashable, Sendable {
    /// Their names; nil for all queues.
    public var names: Set<[UInt8]>?

    /// Creates the queues that some alarms over times watch; nil without such an alarm.
    public init?(_ alarms: [Alarm]) {
        let timed = alarms.filter { $0.condition.needsTimes }
        guard !timed.isEmpty else { return nil }
        names = timed.contains { $0.queues.isEmpty } ? nil : Set(timed.flatMap(\.queues))
    }

    /// Creates one queue, and others.
    public init(_ queue: QueueID, and others: TimedQueues?) {
        names = others.map { others in others.names.map { $0.union([queue.base]) } } ?? [queue.base]
    }

    /// Returns whether a queue is one of them, by its name or by `prefix:name`.
    public func contains(_ queue: QueueID) -> Bool {
        guard let names else { return true }
        return names.contains(queue.name) || names.contains(queue.base)
    }
}

/// A store that does not keep the times of finished jobs.
extension StoreReader {
    /// Returns none.
    public func finishedTimes(of queues: [QueueID], now: Milliseconds) throws(Trouble) -> [QueueID: FinishedTimes] {
        [:]
    }
}
