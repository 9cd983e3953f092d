import Queues
import Redis

/// The evidence that a verdict needs besides the counts. It is read on slow beats, together with the next reading.
extension QueueRecord {
    /// The number of readings between two looks at locks, at the rate limit and the next run, at recent failures (while
    /// jobs fail, at each reading), and at schedulers.
    private static let (lockBeat, heldBeat, failureBeat, schedulerBeat) = (5, 10, 20, 30)
    /// The maximum number of samples of the backlog, and the minimum time between two, in ms: five minutes in all.
    private static let (historyLength, historyStep): (Int, Milliseconds) = (20, 15_000)

    /// Requests the evidence that is due. Queues take turns, so that no refresh reads it for all of them.
    func followEvidence() {
        if summary.counts.atLeast(.active) == 0 {
            (summary.evidence.unlocked, locks) = (nil, LockRound())
        } else {
            summary.evidence.movedAt = now
            if isTurn(Self.lockBeat) { follow(.activeIDs(from: locks.start)) }
        }
        let isHeld = backlog > 0 && summary.counts[.active] == 0
        if !isHeld {
            summary.evidence.limitedUntil = nil
        } else if isTurn(Self.heldBeat) {
            follow(.limiter)
        }
        if summary.counts[.failed] == 0 {
            (summary.evidence.recentFailed, summary.evidence.failingSince) = (0, nil)
        } else if (summary.failedPerMinute ?? 0) > 0 || isTurn(Self.failureBeat) {
            follow(.recentlyFinished)
        }
        if summary.counts[.delayed] == 0 {
            summary.evidence.nextRun = nil
        } else if isTurn(Self.heldBeat) {
            follow(.nextRun)
        }
        if isTurn(Self.schedulerBeat) { follow(.schedulers) }
        if isTurn(summary.evidence.unmanaged == nil ? Self.schedulerBeat : Self.heldBeat) { follow(.groups) }
        sampleBacklog()
    }

    /// Returns whether the turn of the queue has come where each queue has one in `beat` overviews.
    func isTurn(_ beat: Int) -> Bool { readings == 0 || (readings + phase) % beat == 0 }

    /// The number of jobs that wait for a worker.
    private var backlog: Int { CountSum([summary.counts[.waiting], summary.counts[.prioritized]]).atLeast }

    /// Adds a sample of the backlog to those whose trend is shown, at most one every 15 s.
    func sampleBacklog() {
        let last = summary.evidence.history.last
        guard summary.counts[.waiting] != nil, last.map({ now - $0.time >= Self.historyStep || now < $0.time }) ?? true
        else { return }
        if let last, now < last.time { summary.evidence.history = [] }
        let finished = CountSum([summary.completedPerMinute, summary.failedPerMinute]).atLeast
        summary.evidence.history.append(BacklogSample(time: now, backlog: backlog, finished: finished))
        if summary.evidence.history.count > Self.historyLength { summary.evidence.history.removeFirst() }
    }

    /// Reads the rate limit. The limit in `meta` overrides the worker's (data model, 4.27). Where only a worker knows
    /// the limit, the counter of the window alone proves nothing; jobs that wait while none is active prove it.
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
        // It costs no command: the number of all that are kept is known.
        summary.evidence.keptOnly =
            summary.evidence.recentCompleted.map { $0 >= summary.counts[.completed] ?? .max } ?? false
        // While jobs still fail, the failures began before the time that is looked at.
        let since = oldest?.last.flatMap(Number.whole)
        let before = summary.evidence.failingSince
        summary.evidence.failingSince = since.map { since in before.map { min($0, since) } ?? since }
    }

    func evidenceCommands(for followUp: FollowUp) -> [Command] {
        switch followUp {
        case .limiter: return [.on(id.key("limiter"), "GET"), .on(id.key("limiter"), "PTTL")]
        case .recentlyFinished:
            let bound = "(" + String(now - summary.thresholds[.failing])
            return [
                .on(keys.failed, "ZCOUNT", bound, "+inf"), .on(keys.completed, "ZCOUNT", bound, "+inf"),
                .on(keys.failed, "ZRANGEBYSCORE", bound, "+inf", "WITHSCORES", "LIMIT", "0", "1"),
            ]
        case .nextRun: return [.on(keys.delayed, "ZRANGE", "0", "0", "WITHSCORES")]
        default: return []
        }
    }

    func absorbNextRun(_ replies: inout Replies) {
        let first = read("delayed".utf8, &replies) { part throws(Trouble) in try part.nextList() }
        summary.evidence.nextRun = first?.last.flatMap { FoundJob.runAt(score: $0) }
    }
}
