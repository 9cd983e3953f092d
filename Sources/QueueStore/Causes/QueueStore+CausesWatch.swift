import Queues
import Redis
import Threads

/// The causes that a screen follows.
struct FollowedCauses {
    let queue: QueueID?
    /// The last complete report; nil before the first one.
    var whole: CauseReport?
    /// The reading that is under way.
    var reading: (any CauseReading)?
    /// The number of failed jobs, and when the newest failed, at the beginning of the reading.
    var mark: [Reply] = []
    /// The earliest time of the next reading, on the monotonic clock.
    var nextReading = MonotonicClock.now
    var explanation: FollowedExplanation?
}

extension QueueStore {
    /// The time that an answer may spend on reading, in ms: a screen shows its first groups this soon.
    private static let causesTime: Milliseconds = 60

    /// Continues the causes of a screen, or begins them. After a complete reading, they are read again when failed jobs
    /// are added or removed; until then the screen keeps the last report.
    func readCauses(_ request: CausesRequest, now: Milliseconds) throws(Trouble) -> CausesPart {
        var followed = following.causes?.queue == request.queue ? following.causes : nil
        followed = followed ?? FollowedCauses(queue: request.queue)
        guard var followed else { return CausesPart(report: CauseReport(), isComplete: true) }
        let queues = request.queue.map { [$0] } ?? listed.map(\.id)
        try advance(&followed, queues)
        let report = followed.whole ?? followed.reading?.report ?? CauseReport()
        if followed.whole != nil { try explain(request.explained, report, &followed, now: now) }
        following.causes = followed
        let explanation = followed.explanation?.explanation
        let isExplained = request.explained == nil || explanation?.cause == request.explained
        return CausesPart(
            report: report, isComplete: followed.reading == nil, explanation: isExplained ? explanation : nil)
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
        while !isBeginning, MonotonicClock.now - start < Self.causesTime {
            guard try !reading.step() else { continue }
            followed.whole = reading.report
            followed.reading = nil
            // The more jobs there are to read, the less often they are read.
            followed.nextReading = MonotonicClock.now + Milliseconds(500 + reading.progress.looked / 5)
            break
        }
    }

    /// Returns a value that changes whenever a job fails or a failed job is removed.
    private func failureMark(of queues: [QueueID]) throws(Trouble) -> [Reply] {
        var mark: [Reply] = []
        for start in stride(from: 0, to: queues.count, by: 500) {
            let keys = queues[start..<min(start + 500, queues.count)].map { QueueKeys($0).failed }
            var replies = try ask(keys.flatMap { [.on($0, "ZCARD"), .on($0, "ZREVRANGE", "0", "0")] })
            try replies.checkServer()
            // An error is part of the mark, too: the report of causes lists the keys that cannot be read.
            for _ in keys { mark += [replies.reply(), replies.reply()] }
        }
        return mark
    }

    private func explain(
        _ cause: String?, _ report: CauseReport, _ followed: inout FollowedCauses, now: Milliseconds
    ) throws(Trouble) {
        guard let cause, let known = report.causes.first(where: { $0.fingerprint.id == cause }) else { return }
        let start = MonotonicClock.now
        if let last = followed.explanation, last.explanation.cause == cause,
            !last.isDue(count: known.count, age: start - last.end)
        {
            return
        }
        let comparison = try comparison(ofCause: cause, in: known.queues, until: known.lastSeen)
        followed.explanation = FollowedExplanation(
            explanation: CausesPart.Explanation(
                cause: cause, comparison: comparison, count: known.count, comparedAt: now), start: start,
            end: MonotonicClock.now)
    }
}
