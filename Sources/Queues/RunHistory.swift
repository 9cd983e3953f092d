/// What the events of a queue still have of the runs of one job (data model, 1.4). Streams are trimmed, so that it may be a
/// part of them.
public struct RunHistory: Equatable, Sendable {
    /// The most entries of the stream that are looked through for one job.
    public static let entryLimit = 100_000
    /// The most events of one job that are kept, the latest.
    public static let momentLimit = 2_000

    /// The times that a worker took the job, the oldest first.
    public var runs: [JobRun]
    /// How far back they go.
    public var reach: Reach

    /// How far back the events go that were read.
    public enum Reach: Equatable, Sendable {
        /// They are still being read; the number of entries so far.
        case reading(entries: Int)
        /// To the beginning of the job.
        case whole
        /// To this moment, with which the stream begins; what was before is gone.
        case trimmed(since: Milliseconds)
        /// To this moment, behind which there are more than `entryLimit` entries, or `momentLimit` of the job's own.
        case limited(since: Milliseconds)
        /// The queue has no events: it is Bull's, or its stream is empty.
        case noEvents
        /// They cannot be read.
        case unreadable(Trouble)
    }

    /// Creates a history.
    public init(runs: [JobRun] = [], reach: Reach) { (self.runs, self.reach) = (runs, reach) }

    /// Whether there is more of it to be read.
    public var isBeingRead: Bool { if case .reading = reach { true } else { false } }
}
