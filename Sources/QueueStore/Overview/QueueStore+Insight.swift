import Queues
import Threads

/// The causes of one queue that the list of queues follows.
struct FollowedInsight {
    let queue: QueueID
    /// The last complete report; nil before the first one.
    var whole: CauseReport?
    /// The reading that is under way.
    var reading: RedisCauses?
    /// The number of failed jobs, and when the newest failed, at the beginning of the reading.
    var mark: Mark?
    /// The beginning of the latest reading, on the monotonic clock.
    var begunAt = MonotonicClock.now
    /// The earliest beginning of the next reading, on the monotonic clock.
    var nextReading = MonotonicClock.now
    /// The comparison that is under way, and the last one that is complete.
    var comparing: ComparisonReading?
    var comparison: Comparison?
    /// The causes at the beginning of the last comparison; nil before the first one.
    var comparedCauses: Set<String>?
    /// The earliest beginning of the next comparison, on the monotonic clock.
    var nextComparison = MonotonicClock.now

    /// A value that changes whenever a job fails or a failed job is removed. The overview contains it, so it costs no
    /// command.
    struct Mark: Equatable {
        var failed: Int?
        var latest: Milliseconds?
    }
}

extension QueueStore {
    /// The time for which an overview is reused where only the explained queue changes, in ms: a moving cursor does not
    /// cause a new reading of all queues.
    private static let overviewLifetime: Milliseconds = 900
    /// The time that an answer may spend on reading, in ms.
    private static let insightTime: Milliseconds = 40
    /// The minimum times between two readings of the causes, in ms: after new failures, and without any, since failures
    /// leave the window.
    private static let insightPause: Milliseconds = 3_000
    private static let insightLifetime: Milliseconds = 30_000
    /// The minimum time between two comparisons with completed jobs, in ms, and the maximum number of jobs of each side.
    private static let (comparisonPause, comparisonSample) = (Milliseconds(30_000), 200)

    /// Reads every queue, and the causes and workers of one of them.
    func readOverview(_ request: OverviewRequest, now: Milliseconds) throws(Trouble) -> Overview {
        if request.wantsWorkers, request.explained != nil { hastenWorkers() }
        var overview = try overview(for: request, now: now)
        // The queues come first.
        if isBeginning { return overview }
        overview.insight = try readInsight(request, now: now)
        if isBeginning { return overview }
        try addTimes(request.timed, to: &overview, now: now)
        overview.minutes = try readMinutes(of: request.counted, now: now)
        return overview
    }

    private func overview(for request: OverviewRequest, now: Milliseconds) throws(Trouble) -> Overview {
        if let last = lastOverview, !last.request.wantsTheSame(as: request),
            MonotonicClock.now - last.time < Self.overviewLifetime
        {
            lastOverview?.request = request
            return last.overview
        }
        let overview = try readQueues(visible: request.visible, now: now)
        lastOverview = (overview, request, MonotonicClock.now)
        return overview
    }

    /// Continues the causes of a queue's failures, or begins them. The last report stays until a new one is complete.
    private func readInsight(_ request: OverviewRequest, now: Milliseconds) throws(Trouble) -> QueueInsight? {
        guard let queue = request.explained, let summary = records[queue]?.summary else {
            following.insight = nil
            return nil
        }
        var followed = FollowedInsight(queue: queue)
        if let known = following.insight, known.queue == queue { followed = known }
        let start = MonotonicClock.now
        if followed.reading == nil, isDue(followed, summary, at: start) {
            let time = now + clockLead - summary.thresholds[.failing]
            followed.reading = try RedisCauses([queue], self, since: time, limit: QueueInsight.jobLimit)
            followed.mark = mark(of: summary)
            followed.begunAt = start
        }
        while let reading = followed.reading, MonotonicClock.now - start < Self.insightTime, !isOtherWanted() {
            guard try !reading.step() else { continue }
            (followed.whole, followed.reading) = (reading.report, nil)
            followed.nextReading = MonotonicClock.now + Self.insightPause
        }
        // Beside another screen only the causes are wanted.
        if !request.isAside { try compare(&followed, start: start) }
        following.insight = followed
        let report = followed.whole ?? followed.reading?.report ?? CauseReport()
        var workers = request.wantsWorkers ? connectedWorkers?.filter { $0.queue == queue } : nil
        // Where the number is not known, none that is seen is not none.
        if workers?.isEmpty == true, summary.evidence.workers == nil { workers = nil }
        workers = workers?.map { $0.later(by: now - workersListedAt) }
        return QueueInsight(
            queue: queue, report: report, isComplete: followed.whole != nil, workers: workers,
            comparison: followed.comparison)
    }

    /// Compares the newest failed jobs with completed ones where the causes are others than at the last comparison, or where there
    /// were too few jobs. It only takes what is left of the time of an answer.
    private func compare(_ followed: inout FollowedInsight, start: Milliseconds) throws(Trouble) {
        guard followed.reading == nil, let whole = followed.whole else { return }
        // Fewer prove nothing.
        guard whole.looked >= Comparison.fewest else {
            (followed.comparison, followed.comparing, followed.comparedCauses) = (nil, nil, nil)
            return
        }
        let causes = Set(whole.causes.prefix(QueueInsight.causeLimit).map(\.fingerprint.id))
        let isDue = followed.comparedCauses != causes || followed.comparison?.isTooSmall == true
        if followed.comparing == nil, isDue, MonotonicClock.now >= followed.nextComparison {
            let (queue, limit) = (followed.queue, Self.comparisonSample)
            followed.comparing = ComparisonReading(ofCause: nil, in: [queue], limit: limit, self)
            followed.comparedCauses = causes
            followed.nextComparison = MonotonicClock.now + Self.comparisonPause
        }
        while let comparing = followed.comparing, MonotonicClock.now - start < Self.insightTime, !isOtherWanted() {
            guard try !comparing.step() else { continue }
            (followed.comparison, followed.comparing) = (comparing.comparison, nil)
        }
    }

    private func isDue(_ followed: FollowedInsight, _ summary: QueueSummary, at time: Milliseconds) -> Bool {
        guard let whole = followed.whole else { return true }
        guard time >= followed.nextReading else { return false }
        return mark(of: summary) != followed.mark || whole.total > 0 && time - followed.begunAt > Self.insightLifetime
    }

    private func mark(of summary: QueueSummary) -> FollowedInsight.Mark {
        FollowedInsight.Mark(failed: summary.counts[.failed], latest: summary.latestFailureAt)
    }
}
