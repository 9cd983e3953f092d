import Queues
import Redis

/// The data that the store keeps of one queue between readings.
final class QueueRecord {
    let id: QueueID
    let keys: QueueKeys
    var summary: QueueSummary
    var traces = FamilyTraces()
    /// The follow-ups to read next; each is read once.
    var followUps: [FollowUp] = []
    /// Whether the follow-ups cannot wait for the next reading.
    var isUrgent = true
    /// The number of readings so far, which the slow beats count.
    var readings = 0
    /// The time of the present reading, in ms since 1970 on the server's clock.
    var now: Milliseconds = 0
    /// The keys that could not be read when they were last requested, by the part after the queue's base.
    var problems: [[UInt8]: Trouble] = [:]
    /// Whether the server refused a part of the present follow-up only for now.
    var isRefusedForNow = false

    /// Whether the present reading includes the list `paused`.
    var readsPausedList = false
    /// Whether that list had ids when it was last read.
    var hasPausedIDs = false
    /// Whether the present reading includes the string with which Bull pauses: `meta` has the pause only since Bull
    /// 3.18.
    var readsBullPause = false
    /// The lengths of `wait` and `paused`, markers included.
    var listLengths = ListLengths()
    /// The job that runs next, once its time is read or requested.
    var oldest: JobID?
    /// The number of jobs that may start in a window of the rate limit, from `meta`; nil where only workers know it.
    var rateLimit: Int64?
    /// The time at which waiting parents are next looked at, on our clock, in ms since 1970.
    var nextParents: Milliseconds = 0
    /// The keys that were read for waiting parents, by the part after the queue's base.
    var parentKeys: [[UInt8]] = []
    /// The schedulers that the present look has found stopped.
    var stopped: [SchedulerReading] = []
    /// The keys of schedulers that could not be read, by the part after the queue's base.
    var schedulerKeys: [[UInt8]] = []
    /// The known state of the locks of active jobs.
    var locks = LockRound()
    /// The queue's offset among the slow beats.
    let phase: Int
    /// Whether the time of that job is ahead of the server's clock.
    var isNextAhead = false
    /// The counts at which the latest failure was read.
    var failuresSeen: [Int?] = []

    init(_ id: QueueID) {
        self.id = id
        keys = QueueKeys(id)
        phase = id.name.reduce(id.name.count) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
        summary = QueueSummary(id: id)
    }

    /// Forgets what was found out on an earlier connection, which may have led to other data. Values stay until they
    /// are read again.
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
