/// One page of one queue's jobs.
public struct JobPage: Equatable, Sendable {
    /// The queue, with the counts of all its states.
    public var queue: QueueSummary
    /// The number of jobs in the whole list; nil where it could not be read.
    public var total: Int?
    /// The jobs of the page, in the order of the request.
    public var rows: [JobRow]
    /// Ids on this page whose hash does not exist (missing jobs; data model, trap 7), in order.
    public var missing: [JobID]
    /// The lists and jobs of this page that could not be read.
    public var unreadable: [Unreadable]
    /// The job that the request wants previewed: its row, and the beginnings of its data, return value and stack
    /// traces, each of at most `previewLength` bytes. Nil where no preview is wanted, or the job is not on the page.
    public var preview: JobDetail?

    /// The maximum number of bytes of one field of a previewed job: 16 KiB.
    public static let previewLength = 16 * 1_024

    /// Creates a page of `rows`.
    public init(
        queue: QueueSummary, total: Int?, rows: [JobRow], missing: [JobID] = [], preview: JobDetail? = nil
    ) {
        self.preview = preview
        self.queue = queue
        self.total = total
        self.rows = rows
        self.missing = missing
        self.unreadable = []
    }
}

/// One job as a table shows it: the small fields, and the lengths of the large ones.
public struct JobRow: Equatable, Sendable {
    /// The maximum number of bytes of `name` and `failedReason` in a row.
    public static let textLimit = 1_024

    /// The job.
    public var id: JobID
    /// The state whose list has its id; nil for an unlisted job.
    public var state: JobState?
    /// The job's name, cut to `textLimit` bytes.
    public var name: [UInt8]
    /// The time at which it was added, ms since 1970.
    public var timestamp: Milliseconds?
    /// The time at which it runs, ms since 1970, from the score in `delayed`; nil in other states.
    public var runAt: Milliseconds?
    /// The time at which its latest attempt began, ms since 1970.
    public var processedOn: Milliseconds?
    /// The time at which it completed or failed, ms since 1970.
    public var finishedOn: Milliseconds?
    /// The number of attempts that have ended (`atm`, or `attemptsMade`); nil where the value is not a number.
    public var attemptsMade: Int?
    /// The number of attempts that have begun (`ats`); nil before BullMQ 5, and where the value is not a number.
    public var attemptsStarted: Int?
    /// The maximum number of attempts, at least 1; nil where the value is not a number, and while `opts` is too large
    /// for a row.
    public var attemptsAllowed: Int?
    /// The priority: lower numbers run first, 0 is none; nil where the value is not a number.
    public var priority: Int?
    /// The `delay` field, ms; nil where the value is not a number.
    public var delay: Milliseconds?
    /// The `progress` field's JSON text, cut to `textLimit` bytes; empty without one.
    public var progress: [UInt8]
    /// The reason why the latest attempt failed, cut to `textLimit` bytes; empty without a failure.
    public var failedReason: [UInt8]
    /// The number of times it was found stalled; nil where the value is not a number.
    public var stalledCounter: Int?
    /// The worker's name (`pb`).
    public var processedBy: [UInt8]?
    /// The job scheduler that produced it (`rjk`).
    public var scheduler: [UInt8]?
    /// The full key of its parent in a flow.
    public var parentKey: [UInt8]?
    /// The deduplication id (`deid`).
    public var deduplicationID: [UInt8]?
    /// Whether it has a lock; nil where it is not active, or where that could not be read.
    public var lock: RowLock?
    /// The names of the fields whose value should be a number and is not. What they stand for is unknown, not absent.
    public var malformed: [String]
    /// The length of the data, in bytes; nil where the server does not tell it.
    public var dataLength: Int?
    /// The length of the return value, in bytes; nil where the server does not tell it.
    public var returnvalueLength: Int?

    /// Creates a job of which only the id is known.
    public init(id: JobID, state: JobState?) {
        self.id = id
        self.state = state
        self.name = []
        self.attemptsMade = 0
        self.priority = 0
        self.delay = 0
        self.progress = []
        self.failedReason = []
        self.stalledCounter = 0
        self.malformed = []
        self.dataLength = 0
        self.returnvalueLength = 0
    }
}
