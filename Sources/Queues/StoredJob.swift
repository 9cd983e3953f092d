/// A job as the server holds it: every field of its hash, whole.
public struct StoredJob: Equatable, Sendable {
    /// Its queue.
    public var queue: QueueID
    /// Its id.
    public var id: JobID
    /// Where its id was found; nil where it is in no list.
    public var state: JobState?
    /// When it is to run, ms since 1970; nil where it is not delayed.
    public var runAt: Milliseconds?
    /// The fields of its hash by their names (data model, 2.1).
    public var fields: [[UInt8]: [UInt8]]

    /// A job of these fields.
    public init(
        queue: QueueID, id: JobID, state: JobState?, runAt: Milliseconds? = nil, fields: [[UInt8]: [UInt8]] = [:]
    ) {
        self.queue = queue
        self.id = id
        self.state = state
        self.runAt = runAt
        self.fields = fields
    }

    /// The value of a field; nil where the job has none of this name.
    public subscript(field: String) -> [UInt8]? { fields[Array(field.utf8)] }
}
