/// What adds jobs to a queue again and again: a job scheduler, or a legacy repeatable (data model, 4.25).
public struct JobScheduler: Hashable, Sendable {
    /// The most `runs`.
    public static let runCount = 5

    /// Its queue.
    public var queue: QueueID
    /// Its id; for a repeatable the member of the sorted set that stands for it.
    public var id: [UInt8]
    /// The name of its jobs, cut to `JobRow.textLimit` bytes.
    public var name: [UInt8]
    /// When it runs; nil where that is unknown.
    public var rhythm: NewScheduler.Rhythm?
    /// The same in plain words, as `every Monday at 09:00, Europe/Vienna`; a pattern that cannot be read as it is, and empty
    /// without a rhythm.
    public var words: String
    /// When its next job is to run, ms since 1970.
    public var nextRun: Milliseconds
    /// When its next jobs are to run, ms since 1970, the soonest first: `runCount` at most, none after `endDate`, no more than
    /// `limit` leaves. Those that an overdue one has missed are not among them.
    public var runs: [Milliseconds]
    /// When the job before was to run, ms since 1970; nil where it is the first one, or where that is unknown.
    public var lastRun: Milliseconds?
    /// The id of its next job.
    public var pendingJob: JobID
    /// Where that job is. Its place in a list decides, not its hash.
    public var pending: PendingPlace
    /// Whether the hash that says when it runs is gone, and nothing else says it.
    public var isDefinitionGone: Bool
    /// Jobs it has added, the next one included; nil for repeatables.
    public var iterations: Int?
    /// The most jobs it adds; nil for no limit.
    public var limit: Int?
    /// No run before this, ms since 1970.
    public var startDate: Milliseconds?
    /// No run after this, ms since 1970.
    public var endDate: Milliseconds?
    /// How far its runs are from the multiples of the interval, in ms.
    public var offset: Milliseconds?
    /// Whether it is a repeatable of an older library, which can be run and removed, and in Bull replaced by its like.
    public var isLegacy: Bool
    /// Length of the template of its jobs' data, in bytes; 0 for none.
    public var dataLength: Int
    /// Length of the template of their options, in bytes; 0 for none.
    public var optionsLength: Int

    /// Creates a scheduler of which only the next run is known.
    public init(queue: QueueID, id: [UInt8], nextRun: Milliseconds, pendingJob: JobID) {
        (self.queue, self.id, self.nextRun, self.pendingJob) = (queue, id, nextRun, pendingJob)
        self.name = []
        self.words = ""
        self.runs = [nextRun]
        self.pending = .gone
        self.isDefinitionGone = false
        self.isLegacy = false
        self.dataLength = 0
        self.optionsLength = 0
    }
}

/// Where the next job of a scheduler is.
public enum PendingPlace: Hashable, Sendable {
    /// A list has its id, and its hash exists.
    case listed
    /// A list has its id, but the job does not exist.
    case missing
    /// The job exists, but no list has its id.
    case unlisted
    /// Neither exists.
    case gone
    /// The job exists, and the lists of the queue were not searched for it.
    case open
    /// It cannot be read.
    case unreadable
}

extension JobScheduler {
    /// Returns whether no run follows the next one, as its limit or its end has it. `now` is in ms since 1970.
    public func hasEnded(at now: Milliseconds) -> Bool {
        if let limit, let iterations, iterations >= limit { return true }
        return endDate.map { $0 <= now || runs.count < 2 } ?? false
    }

    /// Whether its next job can run. Without it the scheduler adds no more jobs. What is not known counts as running.
    public var hasPendingJob: Bool {
        switch pending {
        case .listed, .open, .unreadable: !isDefinitionGone
        case .missing, .unlisted, .gone: false
        }
    }
}

/// The job schedulers of one queue, or of all.
public struct JobSchedulers: Equatable, Sendable {
    /// The most that are read: those that run next.
    public static let limit = 1_000

    /// By their next run, the soonest first; at most `limit`.
    public var schedulers: [JobScheduler]
    /// How many there are.
    public var total: Int
    /// What could not be read, by queue. Where it is a queue's `repeat`, none of its schedulers are known.
    public var unreadable: [QueueID: [Unreadable]]

    /// Some schedulers of a known total.
    public init(schedulers: [JobScheduler] = [], total: Int = 0) {
        self.schedulers = schedulers
        self.total = total
        self.unreadable = [:]
    }
}
