/// A removed job, with all that is needed to restore it.
public struct RemovedJob: Hashable, Sendable {
    /// Its queue.
    public var queue: QueueID
    /// Its id.
    public var id: JobID
    /// Its state; nil for an unlisted job.
    public var state: JobState?
    /// The library's name of the list or sorted set it was in: `wait`, `paused`, `failed`... Empty for an unlisted job.
    public var place: [UInt8]
    /// Its score there, as the server writes it; empty in a list.
    public var score: [UInt8]
    /// The number of ids to the right of it in the list: the jobs that would run before it.
    public var ahead: Int
    /// The fields of its hash, each followed by its value.
    public var fields: [[UInt8]]
    /// Its log lines, oldest first.
    public var logs: [[UInt8]]
    /// The reports of its children, and the children that it waits for.
    public var children: ChildRecords
    /// The parent that waited for it; nil where none did.
    public var parent: ParentLink?
    /// The deduplication id that it owned; nil where it owned none.
    public var deduplication: OwnedDeduplication?
    /// The jobs that were removed with it: its children, theirs, and so on. Their own `descendants` are empty.
    public var descendants: [RemovedJob]
    /// The number of jobs that were removed for good, this one included, because all of them together were too large to
    /// be kept; 0 where the job can be restored. Otherwise only queue, id and place are known.
    public var lost: Int

    /// Creates a job of which only the place is known.
    public init(queue: QueueID, id: JobID, state: JobState?, place: [UInt8], score: [UInt8] = [], ahead: Int = 0) {
        self.queue = queue
        self.id = id
        self.state = state
        self.place = place
        self.score = score
        self.ahead = ahead
        self.fields = []
        self.logs = []
        self.children = ChildRecords()
        self.descendants = []
        self.lost = 0
    }

    /// Whether it can be restored, while its id is free.
    public var isRestorable: Bool { lost == 0 }

    /// The number of removed jobs: itself and its descendants.
    public var count: Int { isRestorable ? 1 + descendants.count : lost }

    /// The bytes of its values, and of those of its descendants.
    public var size: Int {
        descendants.reduce(values.reduce(id.bytes.count) { $0 + $1.count }) { $0 + $1.size }
    }

    /// The approximate memory that it takes with its descendants, in bytes: much more than its values where they are
    /// small.
    public var memory: Int {
        let own = values.reduce(Self.frame + id.bytes.count) { $0 + Self.array + $1.count }
        return descendants.reduce(own) { $0 + $1.memory }
    }

    /// The memory of a job without its values, and of a value without its bytes: the heads of arrays, and what `malloc`
    /// adds.
    private static let (frame, array) = (640, 56)

    private var values: some Sequence<[UInt8]> {
        let lists = [fields, logs, children.pending, children.processed, children.failed, children.unsuccessful]
        return (lists + [deduplication?.next ?? []]).joined()
    }
}
