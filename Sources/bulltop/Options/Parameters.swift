internal import Queues

/// What the options of the commands say.
struct Parameters: Equatable, Sendable {
    var format = OutputFormat.table
    /// The column that queues are sorted by.
    var sort: String?
    /// What names, ids or failures must contain.
    var filter: [UInt8]?
    var state: JobState?
    /// Whether the jobs that are in no list are meant.
    var wantsUnlisted = false
    /// What jobs must be found by, as it was written.
    var query: Argument?
    /// The fingerprint of the cause that they must have.
    var cause: Argument?
    /// Whether values of any size are read.
    var readsLarge = false
    /// Whether it is wanted what failed jobs share.
    var wantsReasons = false
    var order: JobOrder?
    /// The most items.
    var limit: Int?
    /// Items before the first one.
    var offset = 0
    /// Whether to go on with what comes.
    var follows = false

    /// Whether it is not to ask.
    var isSure = false
    /// Whether it is only to tell what it would do.
    var isDryRun = false
    /// Whether it is for all jobs of a state, or all queues.
    var isForAll = false
    var resetsAttempts = false
    var removal = Removal.withChildren
    /// JSON texts.
    var data: [UInt8]?
    var oldData: [UInt8]?
    var opts: [UInt8]?
    /// Whether the queue may be a new one.
    var createsQueue = false
    /// The library of a queue that shows none.
    var library: Library?
    var getsNewID = false
    var destination: Argument?
    var runTime: RunTime?
    var priority: Int?
    var isInFront = false
    /// Whether log lines are removed, and how many of the newest stay.
    var clears = false
    var kept = 0
    var includesDelayed = false
    var grace: Milliseconds = 0
    /// The name of jobs.
    var name: [UInt8]?
    var isForced = false
    /// When a scheduler runs.
    var every: Milliseconds?
    var cron: String?
    var timeZone: String?
    var startDate: Milliseconds?
    var endDate: Milliseconds?
    var runsNow = false
    /// What is tidied up.
    var keptEvents: Int?
    var removesUnlisted = false
    var removesPriorityKey = false
    /// Whether deduplication ids are told by the jobs that own them.
    var idsAreJobs = false
    /// Whether the help is to be a manual page.
    var wantsManual = false

    /// What `remove` removes.
    enum Removal: Hashable, Sendable {
        case withChildren, withoutChildren, unprocessedChildren, missing
    }
}
