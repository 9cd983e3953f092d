/// One page of one queue's jobs.
public struct JobPage: Equatable, Sendable {
    /// The queue, with the counts of all its states.
    public var queue: QueueSummary
    /// Jobs in the whole list that was asked for; nil where it could not be read.
    public var total: Int?
    /// The page, in the order that was asked for.
    public var rows: [JobRow]
    /// Ids on this page whose hash does not exist (missing jobs; data model, trap 7), in order.
    public var missing: [JobID]
    /// The lists and jobs of this page that could not be read.
    public var unreadable: [Unreadable]
    /// The job that the request wants previewed: its row, and the beginnings of its data, result and stack traces, each
    /// of at most `previewLength` bytes. nil where none is wanted, or it is not on the page.
    public var preview: JobDetail?

    /// The most bytes of one field of a previewed job: 16 KiB.
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

/// One job as a table shows it: the small fields, and how large the others are.
public struct JobRow: Equatable, Sendable {
    /// The most bytes of `name` and `failedReason` that a row holds.
    public static let textLimit = 1_024

    /// The job.
    public var id: JobID
    /// Where its id was found; nil for a hash that is in no list (an unlisted job).
    public var state: JobState?
    /// The job's name, cut to `textLimit` bytes.
    public var name: [UInt8]
    /// When it was added, ms since 1970.
    public var timestamp: Milliseconds?
    /// When it is to run, ms since 1970, from the score in `delayed`; nil in other states.
    public var runAt: Milliseconds?
    /// When its latest attempt began, ms since 1970.
    public var processedOn: Milliseconds?
    /// When it completed or failed, ms since 1970.
    public var finishedOn: Milliseconds?
    /// Attempts that have ended (`atm`, or `attemptsMade`); nil where that is no number.
    public var attemptsMade: Int?
    /// Attempts that have begun (`ats`); nil before BullMQ 5, and where that is no number.
    public var attemptsStarted: Int?
    /// Attempts allowed, at least 1; nil where that is no number, and while `opts` is too large to be read for a row.
    public var attemptsAllowed: Int?
    /// Lower runs first; 0 is none, nil what is no number.
    public var priority: Int?
    /// The `delay` field, ms; nil where that is no number.
    public var delay: Milliseconds?
    /// The `progress` field's JSON text, cut to `textLimit` bytes; empty without one.
    public var progress: [UInt8]
    /// Why the latest attempt failed, cut to `textLimit` bytes; empty without a failure.
    public var failedReason: [UInt8]
    /// How often the job was found stalled; nil where that is no number.
    public var stalledCounter: Int?
    /// The worker's name (`pb`).
    public var processedBy: [UInt8]?
    /// The job scheduler that produced it (`rjk`).
    public var scheduler: [UInt8]?
    /// The full key of its parent in a flow.
    public var parentKey: [UInt8]?
    /// The deduplication id (`deid`).
    public var deduplicationID: [UInt8]?
    /// Whether a worker holds it; nil where it is not active, or where that could not be read.
    public var lock: RowLock?
    /// The names of those fields whose value should be a number and is none. What they would say is unknown, not
    /// absent.
    public var malformed: [String]
    /// Length of the data, in bytes.
    public var dataLength: Int
    /// Length of the return value, in bytes.
    public var returnvalueLength: Int

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
