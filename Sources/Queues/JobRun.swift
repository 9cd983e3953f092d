/// One run of a job by a worker, as the queue's events record it (data model, 1.4).
public struct JobRun: Equatable, Sendable {
    /// The time at which it began, ms since 1970 on the server's clock; nil where that event was trimmed.
    public var started: Milliseconds?
    /// The time at which it ended, ms since 1970 on the server's clock; nil while it runs.
    public var ended: Milliseconds?
    /// The kind of its end; nil while it runs.
    public var end: End?

    /// The end of a run.
    public enum End: Equatable, Sendable {
        case completed, failed
        /// The job waits until this moment: it failed and will be retried, or its worker delayed it.
        case delayed(until: Milliseconds?)
        /// The job waits again: it failed and will be retried, or its worker gave it back.
        case waiting
        /// Its worker lost it.
        case stalled
        /// The job waits for its children.
        case waitingChildren
        /// The job was removed, or added again under the same id.
        case gone
    }

    /// Creates a run of which the beginning is known, or the end.
    public init(started: Milliseconds? = nil, ended: Milliseconds? = nil, end: End? = nil) {
        (self.started, self.ended, self.end) = (started, ended, end)
    }

    /// Whether the run may have failed: only such runs leave a stack trace.
    public var mayHaveFailed: Bool {
        switch end {
        case .failed, .delayed, .waiting: true
        case .completed, .stalled, .waitingChildren, .gone, nil: false
        }
    }
}

/// The record of one event about a job.
public struct JobMoment: Equatable, Sendable {
    /// The time at which the event came, ms since 1970 on the server's clock.
    public var at: Milliseconds
    /// The kind of the event.
    public var kind: Kind

    /// The events that begin or end a run, and the one that adds a job.
    public enum Kind: Equatable, Sendable {
        case added, active, completed, stalled, waitingChildren, removed
        /// `isOfRun` is true where the event shows that a worker had the job.
        case failed(isOfRun: Bool), waiting(isOfRun: Bool)
        case delayed(until: Milliseconds?)
    }

    /// Creates a moment from an event; nil for events that are no part of a run.
    public init?(_ event: QueueEvent) {
        guard let at = event.timestamp, let name = event["event"] else { return nil }
        let previous = event["prev"].map { String(decoding: $0, as: UTF8.self) }
        switch String(decoding: name, as: UTF8.self) {
        case "added": kind = .added
        case "active": kind = .active
        case "completed": kind = .completed
        case "stalled": kind = .stalled
        case "waiting-children": kind = .waitingChildren
        case "removed": kind = .removed
        // A parent can fail without a run of its own.
        case "failed": kind = .failed(isOfRun: previous == nil || previous == "active")
        case "waiting": kind = .waiting(isOfRun: previous == "active")
        case "delayed": kind = .delayed(until: event["delay"].flatMap(Self.moment))
        default: return nil
        }
        self.at = at
    }

    /// Returns the ms of a moment in decimal digits, within 2^53; nil for anything else.
    private static func moment(_ text: [UInt8]) -> Milliseconds? {
        guard text.count <= 16, let number = Milliseconds(String(decoding: text, as: UTF8.self)) else { return nil }
        return number.magnitude <= 1 << 53 ? number : nil
    }
}

extension JobRun {
    /// Returns the runs of one job from its moments, both the oldest first.
    public static func runs(of moments: some Sequence<JobMoment>) -> [JobRun] {
        var runs: [JobRun] = []
        for moment in moments {
            let isOpen = runs.last.map { $0.end == nil } ?? false
            switch moment.kind {
            case .active: runs.append(JobRun(started: moment.at))
            case .stalled:
                // This event follows the one that made the job wait again.
                if let last = runs.indices.last { runs[last].end = .stalled }
            case .added: if isOpen { runs.close(.gone, at: nil) }
            case .removed: if isOpen { runs.close(.gone, at: moment.at) }
            case .completed: runs.close(.completed, at: moment.at, isSure: true)
            case .failed(let isOfRun): runs.close(.failed, at: moment.at, isSure: isOfRun)
            case .waiting(let isOfRun): runs.close(.waiting, at: moment.at, isSure: isOfRun)
            case .delayed(let until): runs.close(.delayed(until: until), at: moment.at)
            case .waitingChildren: runs.close(.waitingChildren, at: moment.at)
            }
        }
        return runs
    }
}

extension [JobRun] {
    /// Ends the open run. Where none is open and a worker certainly had the job, adds a run whose beginning was
    /// trimmed.
    fileprivate mutating func close(_ end: JobRun.End, at moment: Milliseconds?, isSure: Bool = false) {
        if let last = indices.last, self[last].end == nil {
            (self[last].ended, self[last].end) = (moment, end)
        } else if isSure {
            append(JobRun(ended: moment, end: end))
        }
    }
}
