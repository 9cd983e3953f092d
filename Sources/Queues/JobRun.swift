/// One time that a worker took a job, as the queue's events have it (data model, 1.4).
public struct JobRun: Equatable, Sendable {
    /// When it began, ms since 1970 on the server's clock; nil where that event is gone.
    public var started: Milliseconds?
    /// When it ended; nil while it runs.
    public var ended: Milliseconds?
    /// How it ended; nil while it runs.
    public var end: End?

    /// How a worker let go of a job.
    public enum End: Equatable, Sendable {
        case completed, failed
        /// It waits until this moment: it failed and is to be tried again, or its worker delayed it.
        case delayed(until: Milliseconds?)
        /// It waits again: it failed and is to be tried again, or its worker gave it back.
        case waiting
        /// Its worker lost it.
        case stalled
        /// It waits for its children.
        case waitingChildren
        /// It was removed, or added again under the same id.
        case gone
    }

    /// Creates a run of which the beginning is known, or the end.
    public init(started: Milliseconds? = nil, ended: Milliseconds? = nil, end: End? = nil) {
        (self.started, self.ended, self.end) = (started, ended, end)
    }

    /// Whether it may have failed: only these leave a stack trace.
    public var mayHaveFailed: Bool {
        switch end {
        case .failed, .delayed, .waiting: true
        case .completed, .stalled, .waitingChildren, .gone, nil: false
        }
    }
}

/// What one event says of a job.
public struct JobMoment: Equatable, Sendable {
    /// When it came, ms since 1970 on the server's clock.
    public var at: Milliseconds
    /// What happened.
    public var kind: Kind

    /// The events that a run begins or ends with, and the one that a job begins with.
    public enum Kind: Equatable, Sendable {
        case added, active, completed, stalled, waitingChildren, removed
        /// `isOfRun` where the event says that a worker had it.
        case failed(isOfRun: Bool), waiting(isOfRun: Bool)
        case delayed(until: Milliseconds?)
    }

    /// Creates what an event says; nil for events that are no part of a run.
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
        // Parents fail without having run.
        case "failed": kind = .failed(isOfRun: previous == nil || previous == "active")
        case "waiting": kind = .waiting(isOfRun: previous == "active")
        case "delayed": kind = .delayed(until: event["delay"].flatMap(Self.moment))
        default: return nil
        }
        self.at = at
    }

    /// Returns a moment of decimal digits within 2^53; nil for anything else.
    private static func moment(_ text: [UInt8]) -> Milliseconds? {
        guard text.count <= 16, let number = Milliseconds(String(decoding: text, as: UTF8.self)) else { return nil }
        return number.magnitude <= 1 << 53 ? number : nil
    }
}

extension JobRun {
    /// Returns the runs that the moments of one job make, both the oldest first.
    public static func runs(of moments: some Sequence<JobMoment>) -> [JobRun] {
        var runs: [JobRun] = []
        for moment in moments {
            let isOpen = runs.last.map { $0.end == nil } ?? false
            switch moment.kind {
            case .active: runs.append(JobRun(started: moment.at))
            case .stalled:
                // It comes behind the event that made the job wait again.
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
    /// Ends the run that is open. Without one, the beginning of the run is gone where a worker is sure to have had the job.
    fileprivate mutating func close(_ end: JobRun.End, at moment: Milliseconds?, isSure: Bool = false) {
        if let last = indices.last, self[last].end == nil {
            (self[last].ended, self[last].end) = (moment, end)
        } else if isSure {
            append(JobRun(ended: moment, end: end))
        }
    }
}
