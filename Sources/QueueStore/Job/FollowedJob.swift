import Queues

/// The events of one job, as far as a screen has followed them.
struct FollowedJob {
    let queue: QueueID
    let job: JobID
    /// What they say, the oldest first.
    private(set) var moments: [JobMoment] = []
    /// The oldest and the newest entry of the stream that were read, of whatever job; nil before any.
    private(set) var (oldest, newest): (QueueEvent?, QueueEvent?)
    /// Entries that were read.
    private(set) var entries = 0
    /// Where reading backwards has ended; nil while it goes on.
    var reach: RunHistory.Reach?
    /// Entries of the next reply: few at first, and more as they turn out to be small.
    private(set) var atOnce = firstStep

    private static let firstStep = 50
    private static let longestStep = 500
    /// The bytes that one reply is to have, about.
    private static let stepBytes = 256 * 1_024

    init(queue: QueueID, job: JobID) {
        self.queue = queue
        self.job = job
    }

    /// What is known by now.
    var history: RunHistory {
        RunHistory(runs: JobRun.runs(of: moments), reach: reach ?? .reading(entries: entries))
    }

    /// Takes entries that come before all that were read, the newest of them first. Ends where the job was added.
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

    /// Takes entries that come after all that were read, the oldest of them first.
    mutating func take(later entries: [QueueEvent]) {
        measure(entries)
        newest = entries.last ?? newest
        moments += entries.filter { $0["jobId"] == job.bytes }.compactMap(JobMoment.init)
        if let start = moments.lastIndex(where: { $0.kind == .added }) {
            // One of the same id was there before.
            moments.removeFirst(start)
            reach = .whole
        }
        guard moments.count > RunHistory.momentLimit else { return }
        moments.removeFirst(moments.count - RunHistory.momentLimit)
        reach = .limited(since: moments.first?.at ?? 0)
    }

    /// Counts entries, and makes the next reply as long as they allow.
    private mutating func measure(_ entries: [QueueEvent]) {
        self.entries += entries.count
        let bytes = CountSum(entries.flatMap { $0.fields.map { 16 + $0.length } }).atLeast
        let fitting = Self.stepBytes / max(1, bytes / max(1, entries.count))
        atOnce = max(1, min(fitting, atOnce * 4, Self.longestStep))
    }
}
