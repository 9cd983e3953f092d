/// A job as the server holds it: every field of its hash, except those that are too large to be held.
public struct StoredJob: Equatable, Sendable {
    /// Its queue.
    public var queue: QueueID
    /// Its id.
    public var id: JobID
    /// The state whose list has its id; nil where no list has.
    public var state: JobState?
    /// The time at which it runs, ms since 1970; nil where it is not delayed.
    public var runAt: Milliseconds?
    /// The fields of its hash by their names (data model, 2.1).
    public var fields: [[UInt8]: [UInt8]]
    /// The lengths of the fields that are too large to be held, in bytes. They are read piece by piece.
    public var large: [[UInt8]: Int] = [:]

    /// The longest value of a field that is held: 1 MiB.
    public static let fieldLimit = 1_024 * 1_024

    /// Creates a job of these fields.
    public init(
        queue: QueueID, id: JobID, state: JobState?, runAt: Milliseconds? = nil, fields: [[UInt8]: [UInt8]] = [:]
    ) {
        self.queue = queue
        self.id = id
        self.state = state
        self.runAt = runAt
        self.fields = fields
    }

    /// Returns the value of a field; nil where the job has none of this name.
    public subscript(field: String) -> [UInt8]? { fields[Array(field.utf8)] }
}

/// A value of a job that may be of any size.
public enum StoredValue: Hashable, Sendable {
    /// The field of this name.
    case field([UInt8])
    /// A line of its log, counted from the oldest.
    case logLine(Int)
}

extension StoreReader {
    /// Reads jobs of one queue as those of several are read.
    public func storedJobs(_ rows: [JobRow], of queue: QueueID) throws(Trouble) -> [StoredJob] {
        try storedJobs(rows.map { (queue, $0) })
    }
}
