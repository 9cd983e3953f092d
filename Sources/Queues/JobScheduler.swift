/// A job scheduler, or a legacy repeatable: it adds jobs by an interval or a cron pattern (data model, 4.25).
public struct JobScheduler: Hashable, Sendable {
    /// The maximum number of `runs`.
    public static let runCount = 5

    /// Its queue.
    public var queue: QueueID
    /// Its id; for a repeatable, its member of the sorted set.
    public var id: [UInt8]
    /// The name of its jobs, cut to `JobRow.textLimit` bytes.
    public var name: [UInt8]
    /// The interval or the pattern; nil where it is unknown.
    public var rhythm: NewScheduler.Rhythm?
    /// The rhythm in plain words, as `every Monday at 09:00, Europe/Vienna`; a pattern that cannot be parsed stays as
    /// it is. Empty without a rhythm.
    public var words: String
    /// The time at which its next job runs, ms since 1970.
    public var nextRun: Milliseconds
    /// The times at which its next jobs run, ms since 1970, the soonest first: at most `runCount`, none after
    /// `endDate`, no more than `limit` leaves. Runs that an overdue scheduler has missed are not included.
    public var runs: [Milliseconds]
    /// The time at which the previous job ran, ms since 1970; nil for the first job, and where it is unknown.
    public var lastRun: Milliseconds?
    /// The id of its next run.
    public var pendingJob: JobID
    /// The place of the next run. The place in a list counts, not its hash.
    public var pending: PendingPlace
    /// Whether the hash with its definition does not exist, and no other key has its rhythm.
    public var isDefinitionGone: Bool
    /// The number of jobs it has added, the next run included; nil for repeatables.
    public var iterations: Int?
    /// The maximum number of jobs it adds; nil for no limit.
    public var limit: Int?
    /// No run before this, ms since 1970.
    public var startDate: Milliseconds?
    /// No run after this, ms since 1970.
    public var endDate: Milliseconds?
    /// The distance of its runs from the multiples of the interval, in ms.
    public var offset: Milliseconds?
    /// Whether it is a repeatable of an older library, which can be run and removed, and in Bull be replaced.
    public var isLegacy: Bool
    /// The length of the template of its jobs' data, in bytes; 0 for none.
    public var dataLength: Int
    /// The length of the template of their options, in bytes; 0 for none.
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

/// The place of a scheduler's next run.
public enum PendingPlace: Hashable, Sendable {
    /// A list has its id, and its hash exists.
    case listed
    /// A list has its id, but the job does not exist.
    case missing
    /// The job exists, but no list has its id.
    case unlisted
    /// Neither exists.
    case gone
    /// The job exists, and the lists of the queue were not searched for its id.
    case open
    /// It cannot be read.
    case unreadable
}

extension JobScheduler {
    /// Returns whether no run follows the next one, because of the limit or the end. `now` is in ms since 1970.
    public func hasEnded(at now: Milliseconds) -> Bool {
        if let limit, let iterations, iterations >= limit { return true }
        return endDate.map { $0 <= now || runs.count < 2 } ?? false
    }

    /// Whether its next run can run; without it the scheduler adds no more jobs. An unknown place counts as runnable.
    public var hasPendingJob: Bool {
        switch pending {
        case .listed, .open, .unreadable: !isDefinitionGone
        case .missing, .unlisted, .gone: false
        }
    }
}

/// The job schedulers of one queue, or of all.
public struct JobSchedulers: Equatable, Sendable {
    /// The maximum number of schedulers that are read: those that run next.
    public static let limit = 1_000

    /// The schedulers in the order of their next run, the soonest first; at most `limit`.
    public var schedulers: [JobScheduler]
    /// The number of all schedulers.
    public var total: Int
    /// The keys that could not be read, by queue. Where one is a queue's `repeat`, none of its schedulers are known.
    public var unreadable: [QueueID: [Unreadable]]

    /// Creates a list of some schedulers of a known total.
    public init(schedulers: [JobScheduler] = [], total: Int = 0) {
        self.schedulers = schedulers
        self.total = total
        self.unreadable = [:]
    }
}
