/// One failed job, with the fields from which its cause is made.
public struct FailedJob: Equatable, Sendable {
    /// Its queue.
    public var queue: QueueID
    /// Its id.
    public var id: JobID
    /// Its name.
    public var name: [UInt8]
    /// The field `failedReason`; empty without one.
    public var reason: [UInt8]
    /// The field `stacktrace`, or the end of it.
    public var stacktrace: [UInt8]
    /// The time at which it failed, ms since 1970; nil where it is not known.
    public var failedAt: Milliseconds?

    /// Creates a job that failed for this reason.
    public init(
        queue: QueueID, id: JobID, name: [UInt8], reason: [UInt8], stacktrace: [UInt8] = [],
        failedAt: Milliseconds? = nil
    ) {
        self.queue = queue
        self.id = id
        self.name = name
        self.reason = reason
        self.stacktrace = stacktrace
        self.failedAt = failedAt
    }
}
