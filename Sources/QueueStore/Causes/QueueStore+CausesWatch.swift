import Queues
import Redis
import Threads

/// Causes that a screen follows.
struct FollowedCauses {
    let queue: QueueID?
    /// What was read whole last; nil before that.
    var whole: CauseReport?
    /// What is being read.
    var reading: (any CauseReading)?
    /// How many failed jobs there were, and when the newest failed, when reading began.
    var mark: [Reply] = []
    /// Not before this it is read again.
    var nextReading = MonotonicClock.now
    var explanation: CausesPart.Explanation?
    var explainedAt = MonotonicClock.now
}

extension QueueStore {
    /// How long an answer reads, in ms: the first groups are seen so soon.
    private static let causesTime: Milliseconds = 60
    /// What the jobs of a cause share is found out again after this time.
    private static let explanationLifetime: Milliseconds = 60_000

    /// Goes on with the causes of a screen, or begins them. Once they are read, they are read again where failed jobs came
    /// or went; what was read before stays until then.
    func readCauses(_ request: CausesRequest, now: Milliseconds) throws(Trouble) -> CausesPart {
        var followed = followedCauses?.queue == request.queue ? followedCauses : nil
        followed = followed ?? FollowedCauses(queue: request.queue)
        guard var followed else { return CausesPart(report: CauseReport(), isComplete: true) }
        let queues = request.queue.map { [$0] } ?? listed
        try advance(&followed, queues)
        let report = followed.whole ?? followed.reading?.report ?? CauseReport()
        if followed.whole != nil { try explain(request.explained, report, &followed, now: now) }
        followedCauses = followed
        let isExplained = request.explained == nil || followed.explanation?.cause == request.explained
        return CausesPart(
            report: report, isComplete: followed.reading == nil, explanation: isExplained ? followed.explanation : nil)
    }

    private func advance(_ followed: inout FollowedCauses, _ queues: [QueueID]) throws(Trouble) {
        let start = MonotonicClock.now
        if followed.reading == nil, start >= followed.nextReading {
            let mark = try failureMark(of: queues)
            if followed.whole == nil || mark != followed.mark {
                followed.reading = try causes(of: queues)
                followed.mark = mark
            }
        }
        guard let reading = followed.reading else { return }
        while MonotonicClock.now - start < Self.causesTime {
            guard try !reading.step() else { continue }
            followed.whole = reading.report
            followed.reading = nil
            // The more there is to read, the rarer it is read.
            followed.nextReading = MonotonicClock.now + Milliseconds(500 + reading.progress.looked / 5)
            break
        }
    }

    /// Returns what changes whenever a job fails, or a failed one goes.
    private func failureMark(of queues: [QueueID]) throws(Trouble) -> [Reply] {
        var mark: [Reply] = []
        for start in stride(from: 0, to: queues.count, by: 500) {
            let keys = queues[start..<min(start + 500, queues.count)].map { QueueKeys($0).failed }
            var replies = try ask(keys.flatMap { [.on($0, "ZCARD"), .on($0, "ZREVRANGE", "0", "0")] })
            try replies.checkServer()
            // An error is a mark as well: the causes say what cannot be read.
            for _ in keys { mark += [replies.reply(), replies.reply()] }
        }
        return mark
    }

    private func explain(
        _ cause: String?, _ report: CauseReport, _ followed: inout FollowedCauses, now: Milliseconds
    ) throws(Trouble) {
        guard let cause, let known = report.causes.first(where: { $0.fingerprint.id == cause }) else { return }
        let isFresh = MonotonicClock.now - followed.explainedAt < Self.explanationLifetime
        if followed.explanation?.cause == cause, isFresh { return }
        let comparison = try comparison(ofCause: cause, in: known.queues, now: now)
        followed.explanation = CausesPart.Explanation(cause: cause, comparison: comparison)
        followed.explainedAt = MonotonicClock.now
    }
}
