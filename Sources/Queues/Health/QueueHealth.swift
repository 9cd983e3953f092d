/// Every verdict that the summary of a queue proves, the gravest first. There is at least one.
public struct QueueHealth: Hashable, Sendable {
    /// All verdicts, the gravest first.
    public let verdicts: [Verdict]

    /// The gravest verdict.
    public var verdict: Verdict { verdicts[0] }

    /// Creates the health of a queue at `now`, ms since 1970 on the server's clock. It depends on nothing else.
    public init(_ queue: QueueSummary, now: Milliseconds) {
        if let remembered = queue.remembered {
            verdicts = [.remembered(remembered)]
            return
        }
        let judge = Judge(queue: queue, evidence: queue.evidence, now: now)
        var found: [Verdict] = []
        // One after the other: an array of all of them would cost more than they do, with thousands of queues.
        if let verdict = judge.unreadable { found.append(verdict) }
        if let verdict = judge.failing { found.append(verdict) }
        if let verdict = judge.unlocked { found.append(verdict) }
        if let verdict = judge.standstill { found.append(verdict) }
        if let verdict = judge.growing { found.append(verdict) }
        if let verdict = judge.schedulers { found.append(verdict) }
        if let verdict = judge.parents { found.append(verdict) }
        if let verdict = judge.unmanaged { found.append(verdict) }
        if let verdict = judge.missing { found.append(verdict) }
        if let verdict = judge.calm { found.append(verdict) }
        verdicts = found
    }
}

/// Weighs the facts of one queue at one moment.
private struct Judge {
    let queue: QueueSummary
    let evidence: QueueEvidence
    let now: Milliseconds

    private var limits: HealthThresholds { queue.thresholds }
    private var counts: JobCounts { queue.counts }
    private var waiting: Int { CountSum([counts[.waiting], counts[.prioritized]]).atLeast }

    var unreadable: Verdict? { queue.unreadable.isEmpty ? nil : .unreadable(queue.unreadable) }

    /// The verdict on failed jobs. The count over 15 min may be some seconds old, so failures of the last minute count
    /// at once.
    var failing: Verdict? {
        let failed = max(evidence.recentFailed ?? 0, queue.failedPerMinute ?? 0)
        let completed = max(evidence.recentCompleted ?? 0, queue.completedPerMinute ?? 0)
        let finished = CountSum([failed, completed]).atLeast
        guard failed > 0, Double(failed) * 100 >= Double(limits[.failingShare]) * Double(finished) else { return nil }
        return .failing(
            failed: failed, finished: finished, since: evidence.failingSince, completed: self.completed)
    }

    /// The known part of the jobs that completed lately. Where each one that is kept did, earlier ones may have been removed, and
    /// where none is kept, nothing is known.
    private var completed: Verdict.Completed {
        let counted = max(evidence.recentCompleted ?? 0, queue.completedPerMinute ?? 0)
        if counted == 0, counts[.completed] == 0 { return .unknown }
        return evidence.keptOnly && counted > 0 ? .kept : .all
    }

    var unlocked: Verdict? {
        guard let unlocked = evidence.unlocked, counts.atLeast(.active) > 0, unlocked.count > 0,
            elapsed(since: min(unlocked.since, unlocked.started ?? unlocked.since)) >= limits[.unlocked]
        else { return nil }
        return .unlocked(unlocked)
    }

    var standstill: Verdict? {
        let since = queue.oldestWaiting
        if evidence.isScattered { return .noProgress(.scattered, waiting: waiting, since: since) }
        if queue.isPaused { return .noProgress(.paused, waiting: waiting, since: since) }
        if queue.concurrency == 0 { return .noProgress(.concurrencyZero, waiting: waiting, since: since) }
        guard counts[.active] == 0 else { return nil }
        if let until = evidence.limitedUntil, until > now, waiting > 0 {
            return .noProgress(.rateLimited(until: until), waiting: waiting, since: since)
        }
        guard queue.completedPerMinute == 0, queue.failedPerMinute == 0 else { return nil }
        if waiting > 0 {
            guard let since, elapsed(since: since) >= limits[.noProgress] else { return nil }
            // Quick jobs that are not kept when they have finished show only in that the next job to run changes.
            let hasMoved = evidence.movedAt.map { elapsed(since: $0) < limits[.noProgress] } ?? false
            return hasMoved && evidence.workers != 0 ? nil : .noProgress(workers, waiting: waiting, since: since)
        }
        if let run = evidence.nextRun, counts.atLeast(.delayed) > 0, elapsed(since: run) >= limits[.noProgress] {
            return .noProgress(workers, waiting: 1, since: run)
        }
        let parents = counts.atLeast(.waitingChildren)
        // Where children are known to be lost, `blockedParents` gives the cause.
        guard parents > 0, counts[.delayed] == 0, evidence.blockedParents == nil else { return nil }
        return .noProgress(.waitingForChildren, waiting: parents, since: nil)
    }

    private var workers: Verdict.Standstill {
        switch evidence.workers {
        case 0: .noWorker
        case let count?: .workersIdle(count)
        case nil: .workersUnknown
        }
    }

    var growing: Verdict? {
        guard let trend = BacklogTrend(evidence.history), trend.span >= limits[.growing],
            waiting >= limits[.growingJobs], trend.growth >= 1,
            Double(trend.growth) * 100 > Double(trend.leaving) * Double(limits[.growingShare])
        else { return nil }
        return .growing(backlog: waiting, arriving: trend.leaving + trend.growth, leaving: trend.leaving)
    }

    /// The longest time until a backlog is gone that is estimated, in minutes: a week.
    private static let emptying = 7 * 24 * 60

    private var minutesToEmpty: Int? {
        guard let trend = BacklogTrend(evidence.history), trend.span >= limits[.growing],
            waiting >= limits[.growingJobs]
        else { return nil }
        return trend.minutesToEmpty(waiting).flatMap { $0 <= Self.emptying ? max(1, $0) : nil }
    }

    var schedulers: Verdict? { evidence.stoppedSchedulers.map { .schedulerStopped($0) } }

    var parents: Verdict? {
        counts.atLeast(.waitingChildren) > 0 ? evidence.blockedParents.map { .parentsBlocked($0) } : nil
    }

    var unmanaged: Verdict? { evidence.unmanaged.map { .unmanaged($0) } }

    var missing: Verdict? { evidence.missingJobs > 0 ? .missingJobs(evidence.missingJobs) : nil }

    /// The verdict on a queue without a problem; nil where what could not be read may be work.
    var calm: Verdict? {
        if counts.atLeast(.active) > 0 || waiting > 0 { return .working(untilEmpty: minutesToEmpty) }
        let isCounted = [JobState.active, .waiting, .prioritized].allSatisfy { counts[$0] != nil }
        guard isCounted || queue.unreadable.isEmpty else { return nil }
        return .idle(nextRun: counts.atLeast(.delayed) > 0 ? evidence.nextRun : nil)
    }

    private func elapsed(since moment: Milliseconds) -> Milliseconds {
        let (time, overflows) = now.subtractingReportingOverflow(moment)
        return overflows ? (now < moment ? .min : .max) : time
    }
}

/// The change of a backlog over the last minutes.
public struct BacklogTrend: Hashable, Sendable {
    /// The time that it covers, in ms.
    public let span: Milliseconds
    /// The number of jobs by which it grows each minute; negative where it shrinks.
    public let growth: Int
    /// The number of jobs that finish each minute.
    public let leaving: Int

    /// Creates the trend of samples, the oldest first; nil where they cover no time.
    public init?(_ samples: [BacklogSample]) {
        guard let first = samples.first, let last = samples.last, last.time > first.time else { return nil }
        let (span, overflows) = last.time.subtractingReportingOverflow(first.time)
        guard !overflows else { return nil }
        self.span = span
        growth = Self.whole(Double(last.backlog - first.backlog) * 60_000 / Double(span))
        leaving = CountSum(samples.map(\.finished)).atLeast / samples.count
    }

    /// Returns the number of minutes until the backlog is empty at this rate; nil where it does not shrink.
    public func minutesToEmpty(_ backlog: Int) -> Int? { growth < 0 ? backlog / -growth : nil }

    private static func whole(_ number: Double) -> Int { Int(min(max(number, -1e15), 1e15)) }
}
