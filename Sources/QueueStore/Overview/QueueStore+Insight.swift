import Queues
import Threads

/// What the list of queues follows of one queue.
struct FollowedInsight {
    let queue: QueueID
    /// What was read whole last; nil before that.
    var whole: CauseReport?
    /// What is being read.
    var reading: RedisCauses?
    /// How many failed jobs there were, and when the newest failed, when reading began.
    var mark: Mark?
    /// When reading began, and before when it does not begin again.
    var begunAt = MonotonicClock.now
    var nextReading = MonotonicClock.now

    /// What changes whenever a job fails or a failed one goes. The overview has it, so it costs no command.
    struct Mark: Equatable {
        var failed: Int?
        var latest: Milliseconds?
    }
}

extension QueueStore {
    /// Only the queue of which more is wanted is read where the others were read within this time: a cursor that moves does
    /// not make all of them be read again.
    private static let overviewLifetime: Milliseconds = 900
    /// How long an answer reads, in ms.
    private static let insightTime: Milliseconds = 40
    /// The causes are not read again before this time, whatever fails; where nothing does, after the second one, in which
    /// failures leave the window.
    private static let insightPause: Milliseconds = 3_000
    private static let insightLifetime: Milliseconds = 30_000

    /// Reads every queue, and more of one of them.
    func readOverview(_ request: OverviewRequest, now: Milliseconds) throws(Trouble) -> Overview {
        var overview = try overview(for: request, now: now)
        overview.insight = try readInsight(request, now: now)
        return overview
    }

    private func overview(for request: OverviewRequest, now: Milliseconds) throws(Trouble) -> Overview {
        if let last = lastOverview, last.request != request, MonotonicClock.now - last.time < Self.overviewLifetime {
            lastOverview?.request = request
            return last.overview
        }
        let overview = try readOverview(now: now)
        lastOverview = (overview, request, MonotonicClock.now)
        return overview
    }

    /// Goes on with the causes of the failures of a queue, or begins them. What was read before stays until all is read
    /// again.
    private func readInsight(_ request: OverviewRequest, now: Milliseconds) throws(Trouble) -> QueueInsight? {
        guard let queue = request.explained, let summary = records[queue]?.summary else {
            followedInsight = nil
            return nil
        }
        var followed = FollowedInsight(queue: queue)
        if let known = followedInsight, known.queue == queue { followed = known }
        let start = MonotonicClock.now
        if followed.reading == nil, isDue(followed, summary, at: start) {
            let time = now + clockLead - QueueInsight.window
            followed.reading = try RedisCauses([queue], self, since: time, limit: QueueInsight.jobLimit)
            followed.mark = mark(of: summary)
            followed.begunAt = start
        }
        while let reading = followed.reading, MonotonicClock.now - start < Self.insightTime {
            guard try !reading.step() else { continue }
            (followed.whole, followed.reading) = (reading.report, nil)
            followed.nextReading = MonotonicClock.now + Self.insightPause
        }
        followedInsight = followed
        let report = followed.whole ?? followed.reading?.report ?? CauseReport()
        let workers = request.wantsWorkers ? connectedWorkers?.filter { $0.queue == queue } : nil
        return QueueInsight(queue: queue, report: report, isComplete: followed.whole != nil, workers: workers)
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
