import Queues

/// The events of one job, as far as a screen has followed them.
struct FollowedJob {
    let queue: QueueID
    let job: JobID
    /// The moments of the job, the oldest first.
    private(set) var moments: [JobMoment] = []
    /// The oldest and the newest entry of the stream that were read, of any job; nil before the first.
    private(set) var (oldest, newest): (QueueEvent?, QueueEvent?)
    /// The number of entries that were read.
    private(set) var entries = 0
    /// The reach of the events; nil while older ones are still being read.
    var reach: RunHistory.Reach?
    /// The number of entries in the next reply: few at first, more where entries are small.
    private(set) var atOnce = firstStep

    private static let firstStep = 50
    private static let longestStep = 500
    /// The intended size of one reply, in bytes.
    private static let stepBytes = 256 * 1_024

    init(queue: QueueID, job: JobID) {
        self.queue = queue
        self.job = job
    }

    /// The history that is known so far.
    var history: RunHistory {
        RunHistory(runs: JobRun.runs(of: moments), reach: reach ?? .reading(entries: entries))
    }

    /// Adds entries from before all that were read, the newest of them first. Stops where the job was added.
    mutating func take(earlier entries: [QueueEvent]) {
        measure(entries)
        newest = newest ?? entries.first
        oldest = entries.last ?? oldest
        let own = entries.filter { $0["jobId"] == job.bytes }.compactMap(JobMoment.init)
        let start = own.firstIndex { $0.kind == .added }
        moments = own.prefix(start.map { $0 + 1 } ?? own.count).reversed() + moments
        if start != nil {
            reach = .whole
        } else if self.entries >= RunHistory.entryLimit || moments.count >= RunHistory.momentLimit {
            reach = .limited(since: oldest?.timestamp ?? 0)
        }
    }

    /// Adds entries from after all that were read, the oldest of them first.
    mutating func take(later entries: [QueueEvent]) {
        measure(entries)
        newest = entries.last ?? newest
        moments += entries.filter { $0["jobId"] == job.bytes }.compactMap(JobMoment.init)
        if let start = moments.lastIndex(where: { $0.kind == .added }) {
            // An earlier job had the same id.
            moments.removeFirst(start)
            reach = .whole
        }
        guard moments.count > RunHistory.momentLimit else { return }
        moments.removeFirst(moments.count - RunHistory.momentLimit)
        reach = .limited(since: moments.first?.at ?? 0)
    }

    /// Counts entries, and chooses the length of the next reply from their size.
    private mutating func measure(_ entries: [QueueEvent]) {
        self.entries += entries.count
        let bytes = CountSum(entries.flatMap { $0.fields.map { 16 + $0.length } }).atLeast
        let fitting = Self.stepBytes / max(1, bytes / max(1, entries.count))
        atOnce = max(1, min(fitting, atOnce * 4, Self.longestStep))
    }
}
