import Queues

/// What is known of the locks of a queue's active jobs. They are looked at in turn, so that each look costs the same.
struct LockRound {
    /// The most lock keys of one EXISTS, and the most active jobs that are looked at in turn: those of a dead worker become
    /// the oldest.
    static let (sample, reach) = (20, 1_000)

    /// One look.
    struct Look {
        /// How many jobs have been active for longer than these.
        let start: Int
        let jobs: [JobID]
        /// Those without a lock, and when they were started, in ms since 1970; nil where nothing says it.
        var unlocked: [JobID: Milliseconds?] = [:]

        init(from start: Int, jobs: [JobID]) { (self.start, self.jobs) = (start, jobs) }
    }

    /// Where the next look begins, counted from the job that has been active for longest.
    private(set) var start = 0
    /// The jobs without a lock, and those of them that were found in this turn.
    private var unlocked: [JobID: Unlocked] = [:]
    private var confirmed: Set<JobID> = []
    /// How many were looked at in this turn, and in the one before.
    private var looked = 0
    private var lookedBefore = 0

    /// When a job was first seen without a lock, and when it was started.
    private struct Unlocked {
        let since: Milliseconds
        let started: Milliseconds?

        /// Returns whether it has had no lock, or has been active without one, for longer than a lock stands.
        func isSure(at now: Milliseconds) -> Bool {
            [since, started].contains { $0.map { Self.elapsed(since: $0, now) >= HealthThreshold.unlocked } ?? false }
        }

        private static func elapsed(since moment: Milliseconds, _ now: Milliseconds) -> Milliseconds {
            let (time, overflows) = now.subtractingReportingOverflow(moment)
            return overflows ? .min : time
        }
    }

    /// Takes over a look. `active` is the number of active jobs, `now` in ms since 1970 on the server's clock.
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
        // What was not met again is active no more.
        unlocked = unlocked.filter { confirmed.contains($0.key) }
        (start, confirmed, lookedBefore, looked) = (0, [], looked, 0)
    }

    /// Returns the jobs without a lock; nil where there are none. Those that may just have been started count only where there
    /// are no others.
    func found(at now: Milliseconds, active: Int) -> UnlockedJobs? {
        let sure = unlocked.values.filter { $0.isSure(at: now) }
        let jobs = sure.isEmpty ? Array(unlocked.values) : sure
        guard let since = jobs.map(\.since).min() else { return nil }
        let sampled = max(looked, min(lookedBefore, active), jobs.count)
        let started = jobs.compactMap(\.started).filter { $0 <= now }.min()
        return UnlockedJobs(count: jobs.count, sampled: sampled, since: since, started: started)
    }
}
