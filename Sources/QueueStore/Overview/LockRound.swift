import Queues

/// The known state of the locks of a queue's active jobs. A few jobs are looked at in turn, so that each look costs the
/// same.
struct LockRound {
    /// The maximum number of lock keys in one EXISTS, and of active jobs that are looked at in turn. The jobs of a dead
    /// worker become the oldest.
    static let (sample, reach) = (20, 1_000)

    /// One look at some jobs.
    struct Look {
        /// The number of jobs that have been active for longer than these.
        let start: Int
        let jobs: [JobID]
        /// The jobs without a lock, with the time at which they were started, in ms since 1970; nil where no field has
        /// it.
        var unlocked: [JobID: Milliseconds?] = [:]

        init(from start: Int, jobs: [JobID]) { (self.start, self.jobs) = (start, jobs) }
    }

    /// The beginning of the next look, counted from the job that has been active for longest.
    private(set) var start = 0
    /// The jobs without a lock, and those of them that were found in this turn.
    private var unlocked: [JobID: Unlocked] = [:]
    private var confirmed: Set<JobID> = []
    /// The number of jobs that were looked at in this turn, and in the one before.
    private var looked = 0
    private var lookedBefore = 0

    /// The time at which a job was first seen without a lock, and at which it was started.
    private struct Unlocked {
        let since: Milliseconds
        let started: Milliseconds?

        /// Returns whether it was seen without a lock, or was started, longer ago than a lock lasts.
        func isSure(at now: Milliseconds, after limit: Milliseconds) -> Bool {
            [since, started].contains { $0.map { Self.elapsed(since: $0, now) >= limit } ?? false }
        }

        private static func elapsed(since moment: Milliseconds, _ now: Milliseconds) -> Milliseconds {
            let (time, overflows) = now.subtractingReportingOverflow(moment)
            return overflows ? .min : time
        }
    }

    /// Records a look. `active` is the number of active jobs; `now` is the server's clock, in ms since 1970.
    mutating func absorb(_ look: Look, active: Int, now: Milliseconds) {
        for job in look.jobs {
            guard let started = look.unlocked[job] else {
                unlocked[job] = nil
                continue
            }
            confirmed.insert(job)
            unlocked[job] = Unlocked(since: unlocked[job]?.since ?? now, started: started)
        }
        looked += look.jobs.count
        start = look.start + Self.sample
        guard look.jobs.isEmpty || start >= min(active, Self.reach) else { return }
        // A job that was not found again is no longer active.
        unlocked = unlocked.filter { confirmed.contains($0.key) }
        (start, confirmed, lookedBefore, looked) = (0, [], looked, 0)
    }

    /// Returns the jobs without a lock; nil where there are none. Those that may just have been started count only where there
    /// are no others. A lock stands for up to `limit` ms.
    func found(at now: Milliseconds, active: Int, after limit: Milliseconds) -> UnlockedJobs? {
        let sure = unlocked.values.filter { $0.isSure(at: now, after: limit) }
        let jobs = sure.isEmpty ? Array(unlocked.values) : sure
        guard let since = jobs.map(\.since).min() else { return nil }
        let sampled = max(looked, min(lookedBefore, active), jobs.count)
        let started = jobs.compactMap(\.started).filter { $0 <= now }.min()
        return UnlockedJobs(count: jobs.count, sampled: sampled, since: since, started: started)
    }
}
