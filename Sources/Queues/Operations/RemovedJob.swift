/// A job that was removed, with all that is needed to put it back.
public struct RemovedJob: Hashable, Sendable {
    /// Its queue.
    public var queue: QueueID
    /// Its id.
    public var id: JobID
    /// Where it was; nil for an orphan.
    public var state: JobState?
    /// The library's name of the list or sorted set it was in: `wait`, `paused`, `failed`...
    public var place: [UInt8]
    /// Its score there, in the words of the server; empty in a list.
    public var score: [UInt8]
    /// How many ids were to the right of it in a list, that is, would run before it.
    public var ahead: Int
    /// The fields of its hash and their values, in turns.
    public var fields: [[UInt8]]
    /// Its log lines, oldest first.
    public var logs: [[UInt8]]

    /// A job of which only the place is known.
    public init(queue: QueueID, id: JobID, state: JobState?, place: [UInt8], score: [UInt8] = [], ahead: Int = 0) {
        self.queue = queue
        self.id = id
        self.state = state
        self.place = place
        self.score = score
        self.ahead = ahead
        self.fields = []
        self.logs = []
    }

    /// The bytes of its values.
    public var size: Int { (fields + logs).reduce(id.bytes.count) { $0 + $1.count } }
}
