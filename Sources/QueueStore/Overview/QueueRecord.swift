import Queues
import Redis

/// What the store remembers of one queue from one reading to the next.
final class QueueRecord {
    let id: QueueID
    let keys: QueueKeys
    var summary: QueueSummary
    var traces = FamilyTraces()
    /// What is to be read next, and need not be read again and again.
    var followUps: [FollowUp] = []
    /// Whether the follow-ups cannot wait for the next reading.
    var isUrgent = true
    /// Readings so far; the slow beats count them.
    var readings = 0
    /// When the present reading is made, in ms since 1970 on the server's clock.
    var now: Milliseconds = 0
    /// The keys that could not be read when they were last asked for, by what stands behind the queue's base.
    var problems: [[UInt8]: Trouble] = [:]

    /// Whether the present reading asks for the list `paused`.
    var readsPausedList = false
    /// Whether that list had ids when it was last read.
    var hasPausedIDs = false
    /// Whether the present reading asks for the string by which Bull pauses: `meta` has it only since Bull 3.18.
    var readsBullPause = false
    /// The ids in `wait` and in `paused`, markers included.
    var listLengths = ListLengths()
    /// The job that is next to run, once its time is read or asked for.
    var oldest: JobID?
    /// The jobs that may start in a window of the rate limit, by `meta`; nil where only workers know.
    var rateLimit: Int64?
    /// When the parents that wait are looked at next, on our clock.
    var nextParents: Milliseconds = 0
    /// The keys that were read for that, by what stands behind the queue's base.
    var parentKeys: [[UInt8]] = []
    /// The schedulers found stopped by the look that is under way.
    var stopped: [SchedulerReading] = []
    /// The keys of schedulers that could not be read, by what stands behind the queue's base.
    var schedulerKeys: [[UInt8]] = []
    /// What is known of the locks of active jobs.
    var locks = LockRound()
    /// Which of the slow beats is the queue's.
    let phase: Int
    /// Whether that job comes from a clock ahead of the server's.
    var isNextAhead = false
    /// The counts at which the latest failure was read.
    var failuresSeen: [Int?] = []

    init(_ id: QueueID) {
        self.id = id
        keys = QueueKeys(id)
        phase = id.name.reduce(id.name.count) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
        summary = QueueSummary(id: id)
    }

    /// Forgets what was found out on an earlier connection, which may have led to other data. What was read stays until it
    /// is read again.
    func forget() {
        traces = FamilyTraces()
        followUps = []
        isUrgent = true
        readings = 0
        hasPausedIDs = false
        oldest = nil
        failuresSeen = []
        problems = [:]
        schedulerKeys = []
        locks = LockRound()
        summary.evidence = QueueEvidence()
    }
}

/// The lengths of the two lists that hold waiting ids.
struct ListLengths: Equatable {
    var wait = 0
    var paused = 0
}
