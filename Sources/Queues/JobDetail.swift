/// One job with all its details.
public struct JobDetail: Equatable, Sendable {
    /// The small fields.
    public var row: JobRow
    /// The large fields that the job has, each at most one piece long.
    public var fields: [LargeField: Excerpt]
    /// The log lines that were asked for, oldest first.
    public var logs: LogExcerpt
    /// The lock of the worker that runs it; nil without a lock.
    public var lock: Lock?
    /// The number of children that a parent of a flow still waits for, and of those that have finished.
    public var children: Children
    /// The failed reason that the next worker will give the job (`defa`), cut to `JobRow.textLimit` bytes.
    public var deferredFailure: [UInt8]?
    /// The lines found by a search in the whole log; nil without a search.
    public var logSearch: LogSearchPart?
    /// The times at which workers took it; nil where the screen does not want them, and for a job that no worker has
    /// taken yet.
    public var history: RunHistory?
    /// The keys that could not be read: the job itself, its lock, log or children, or lists that may hold its id.
    public var unreadable: [Unreadable]

    /// Creates a job of which only the row is known.
    public init(row: JobRow) {
        self.row = row
        self.fields = [:]
        self.logs = LogExcerpt()
        self.children = Children()
        self.unreadable = []
    }

    /// Creates a job whose own key cannot be read.
    public init(unreadable: Unreadable) {
        self.init(row: JobRow(id: JobID(unreadable.key), state: nil))
        self.unreadable = [unreadable]
    }

    /// Whether nothing of the job could be read.
    public var isUnreadable: Bool { unreadable.contains { $0.key == row.id.bytes } }
}

/// A piece of a large value.
public struct Excerpt: Equatable, Sendable {
    /// The bytes that were read.
    public var bytes: [UInt8]
    /// The offset of `bytes` in the value, in bytes.
    public var offset: Int
    /// Length of the whole value, in bytes.
    public var total: Int
    /// Whether the server's permissions forbid to read a value of this size in pieces; `bytes` is empty then.
    public var isForbidden: Bool
    /// The number of bytes by which `bytes` is shorter than what was read, since secrets are hidden; it may be negative.
    var hidden = 0

    /// Creates a piece of a value of `total` bytes.
    public init(bytes: [UInt8], offset: Int = 0, total: Int, isForbidden: Bool = false) {
        self.bytes = bytes
        self.offset = offset
        self.total = total
        self.isForbidden = isForbidden
    }

    /// Whether the piece is the whole value.
    public var isWhole: Bool { bytes.count + hidden == total }
}

/// Some lines of a job's log.
public struct LogExcerpt: Equatable, Sendable {
    /// The lines, oldest first, each cut to 16 KiB.
    public var lines: [[UInt8]]
    /// The number of lines before `lines`.
    public var offset: Int
    /// Lines in the whole log.
    public var total: Int

    /// Creates an excerpt of a log.
    public init(lines: [[UInt8]] = [], offset: Int = 0, total: Int = 0) {
        self.lines = lines
        self.offset = offset
        self.total = total
    }
}

/// The lock with which a worker holds an active job.
public struct Lock: Equatable, Sendable {
    /// The time until it expires unless the worker renews it, in ms; nil where it never expires.
    public var expiresIn: Milliseconds?

    /// Creates a lock that expires in a number of ms.
    public init(expiresIn: Milliseconds?) { self.expiresIn = expiresIn }
}

/// Whether an active job has a lock.
public enum RowLock: Hashable, Sendable {
    /// It has one, which expires after a number of ms unless the worker renews it; nil for never.
    case held(expiresIn: Milliseconds?)
    /// It has none.
    case missing

    /// Creates the state of a job's lock; `missing` for nil.
    public init(_ lock: Lock?) { self = lock.map { .held(expiresIn: $0.expiresIn) } ?? .missing }
}

/// The number of a parent's children in each stage (data model, 1.8).
public struct Children: Equatable, Sendable {
    /// Not finished yet.
    public var pending: Int
    /// Completed.
    public var processed: Int
    /// Failed, and ignored by the parent.
    public var ignored: Int
    /// Failed, and keeping the parent from completing.
    public var failed: Int

    /// Creates the numbers of children of each kind.
    public init(pending: Int = 0, processed: Int = 0, ignored: Int = 0, failed: Int = 0) {
        self.pending = pending
        self.processed = processed
        self.ignored = ignored
        self.failed = failed
    }

    /// The number of all children.
    public var total: Int { CountSum([pending, processed, ignored, failed]).atLeast }
}
