/// The runs of one job that the events of its queue still record (data model, 1.4). Streams are trimmed, so older runs
/// may be missing.
public struct RunHistory: Equatable, Sendable {
    /// The maximum number of entries of the stream that are searched for one job.
    public static let entryLimit = 100_000
    /// The maximum number of events of one job that are kept: the latest.
    public static let momentLimit = 2_000

    /// The runs of the job, the oldest first.
    public var runs: [JobRun]
    /// The reach of the runs.
    public var reach: Reach

    /// The reach of the events that were read.
    public enum Reach: Equatable, Sendable {
        /// Events are still being read; the number of entries so far.
        case reading(entries: Int)
        /// Events go back to the beginning of the job.
        case whole
        /// Events go back to this moment, with which the stream begins; older ones were trimmed.
        case trimmed(since: Milliseconds)
        /// Events go back to this moment: there are more than `entryLimit` entries, or `momentLimit` events of the job.
        case limited(since: Milliseconds)
        /// The queue has no events: it is Bull's, or its stream is empty.
        case noEvents
        /// The events cannot be read.
        case unreadable(Trouble)
    }

    /// Creates a history.
    public init(runs: [JobRun] = [], reach: Reach) { (self.runs, self.reach) = (runs, reach) }

    /// Whether more events can be read.
    public var isBeingRead: Bool { if case .reading = reach { true } else { false } }
}
