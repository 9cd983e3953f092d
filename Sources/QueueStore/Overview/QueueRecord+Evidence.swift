import Queues
import Redis

/// What a verdict needs besides the counts. It is read on slow beats, together with the next reading.
extension QueueRecord {
    /// The most lock keys of one EXISTS, and the most schedulers that are looked at.
    static let evidenceSample = 20
    /// Readings between two looks at locks, at the rate limit and the next run, at the longer time for failures, and at the
    /// schedulers.
    private static let (lockBeat, heldBeat, failureBeat, schedulerBeat) = (5, 10, 20, 30)
    /// The most samples of the backlog, and the least time between two, in ms: five minutes in all.
    private static let (historyLength, historyStep): (Int, Milliseconds) = (20, 15_000)

    /// Asks for the evidence whose turn it is. Queues take turns, so that no refresh has to read it for all of them.
    func followEvidence() {
        func isTurn(_ beat: Int) -> Bool { readings == 0 || (readings + phase) % beat == 0 }
        let waiting = CountSum([summary.counts[.waiting], summary.counts[.prioritized]]).atLeast
        if summary.counts.atLeast(.active) == 0 {
            summary.evidence.unlocked = nil
        } else if isTurn(Self.lockBeat) {
            follow(.activeIDs)
        }
        let isHeld = waiting > 0 && summary.counts[.active] == 0
        if !isHeld {
            summary.evidence.limitedUntil = nil
        } else if isTurn(Self.heldBeat) {
            follow(.limiter)
        }
        if summary.counts[.failed] == 0 {
            (summary.evidence.recentFailed, summary.evidence.failingSince) = (0, nil)
        } else if isTurn(Self.failureBeat) {
            follow(.recentlyFinished)
        }
        if summary.counts[.delayed] == 0 {
            summary.evidence.nextRun = nil
        } else if isTurn(Self.heldBeat) {
            follow(.nextRun)
        }
        if isTurn(Self.schedulerBeat) { follow(.schedulers) }
        if isTurn(summary.evidence.unmanaged == nil ? Self.schedulerBeat : Self.heldBeat) { follow(.groups) }
        sampleBacklog(waiting)
    }

    private func sampleBacklog(_ backlog: Int) {
        let last = summary.evidence.history.last
        guard summary.counts[.waiting] != nil, last.map({ now - $0.time >= Self.historyStep || now < $0.time }) ?? true
        else { return }
        if let last, now < last.time { summary.evidence.history = [] }
        let finished = CountSum([summary.completedPerMinute, summary.failedPerMinute]).atLeast
        summary.evidence.history.append(BacklogSample(time: now, backlog: backlog, finished: finished))
        if summary.evidence.history.count > Self.historyLength { summary.evidence.history.removeFirst() }
    }

    func absorbActiveIDs(_ replies: inout Replies) {
        let ids = read("active".utf8, &replies) { part throws(Trouble) in try part.nextList() } ?? []
        let jobs = ids.map(JobID.init).filter { !$0.isOldMarker }
        if !jobs.isEmpty { follow(.locks(jobs)) }
    }

    /// Where locks are missing, a job may have finished since its id was read: what is still active counts.
    func absorbLocks(of jobs: [JobID], _ replies: inout Replies) {
        let locks = read("active".utf8, &replies) { part throws(Trouble) in try part.nextCount() }
        guard let locks else { return }
        if locks >= jobs.count {
            summary.evidence.unlocked = nil
        } else {
            follow(.stillActive(jobs, locks: locks))
        }
    }

    func absorbStillActive(_ jobs: [JobID], locks: Int, _ replies: inout Replies) {
        let ids = read("active".utf8, &replies) { part throws(Trouble) in try part.nextList() }
        guard let active = ids.map(Set.init) else { return }
        let count = jobs.count { active.contains($0.bytes) } - locks
        let since = summary.evidence.unlocked?.since ?? now
        summary.evidence.unlocked = count > 0 ? UnlockedJobs(count: count, sampled: jobs.count, since: since) : nil
    }

    /// The limit of `meta` overrides the worker's (data model, 4.27). Where only a worker knows it, the counter of the
    /// window alone proves nothing: jobs that wait while nothing runs do.
    func absorbLimiter(_ replies: inout Replies) {
        let limiter = read("limiter".utf8, &replies, taking: 2) { part throws(Trouble) in
            (started: try part.nextBytes().flatMap(Number.whole), time: try part.next().integer)
        }
        let isReached = (limiter?.started ?? 0) >= rateLimit ?? 1
        summary.evidence.limitedUntil = limiter?.time.flatMap { time in
            isReached && 0..<TimeText.limit ~= time && time > 0 ? now + time : nil
        }
    }

    func absorbRecentlyFinished(_ replies: inout Replies) {
        summary.evidence.recentFailed = readCount("failed", &replies)
        summary.evidence.recentCompleted = readCount("completed", &replies)
        let oldest = read("failed".utf8, &replies) { part throws(Trouble) in try part.nextList() }
        summary.evidence.failingSince = oldest?.last.flatMap(Number.whole)
    }

    func absorbNextRun(_ replies: inout Replies) {
        let first = read("delayed".utf8, &replies) { part throws(Trouble) in try part.nextList() }
        summary.evidence.nextRun = first?.last.flatMap { FoundJob.runAt(score: $0) }
    }
}

/// Schedulers whose next job is in no list add no more jobs; membership decides, not the hash (data model, 4.25).
extension QueueRecord {
    func absorbSchedulers(_ replies: inout Replies) {
        let words = read("repeat".utf8, &replies) { part throws(Trouble) in try part.nextList() } ?? []
        let runs = stride(from: 0, to: words.count - 1, by: 2).compactMap { index in
            Number.whole(words[index + 1]).map { SchedulerReading(queue: id, id: words[index], nextRun: $0) }
        }
        if runs.isEmpty { summary.evidence.stoppedSchedulers = nil } else { follow(.pendingRuns(runs)) }
    }

    func absorb(pendingRuns readings: [SchedulerReading], _ replies: inout Replies) {
        var unreadable: [Unreadable] = []
        let schedulers = readings.map { $0.scheduler(&replies, now: now, &unreadable) }
        let open = schedulers.filter { $0.pending == .open && !$0.hasEnded(at: now) }
        stopped = schedulers.filter { !$0.hasPendingJob && !$0.hasEnded(at: now) }.map(\.id)
        if open.isEmpty {
            noteStopped()
        } else {
            follow(.searchedRuns(open.map { SearchedRun(scheduler: $0.id, job: $0.pendingJob) }))
        }
    }

    func absorb(searchedRuns runs: [SearchedRun], _ replies: inout Replies) {
        for run in runs {
            let positions = (0..<3).map { _ in replies.reply() }
            if positions.allSatisfy({ $0.isNull }) { stopped.append(run.scheduler) }
        }
        noteStopped()
    }

    private func noteStopped() {
        summary.evidence.stoppedSchedulers = stopped.first.map { StoppedSchedulers(count: stopped.count, first: $0) }
    }
}

/// A scheduler whose next job exists and is searched for in the lists.
struct SearchedRun: Equatable {
    let scheduler: [UInt8]
    let job: JobID
}
