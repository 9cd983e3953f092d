import Queues
import Redis
import Threads

extension QueueStore {
    /// The minimum times between two readings of metrics, and between two samples, in ms.
    private static let (readingPause, samplePause): (Milliseconds, Milliseconds) = (5_000, 15_000)
    /// The maximum number of recorded minutes that are read.
    private static let recordedLimit = 1_440

    /// Reads the metrics of a queue. Numbers are read again every 5 s, times every 15 s, and only where jobs have finished.
    func readMetrics(_ request: MetricsRequest, now: Milliseconds) throws(Trouble) -> QueueMetrics {
        var followed = following.metrics.flatMap { $0.request == request ? $0 : nil } ?? FollowedMetrics(request)
        let record = record(of: request.queue)
        try read([record], now: now)
        if var metrics = followed.metrics, MonotonicClock.now < followed.nextReading {
            metrics.summary = record.summary
            return metrics
        }
        followed.nextReading = MonotonicClock.now + Self.readingPause
        var metrics = try count(request, after: followed, now: now)
        if let before = followed.metrics {
            metrics.sample = before.sample
            if metrics.completed != before.completed || metrics.failed != before.failed { followed.isSampleOld = true }
        }
        if followed.isSampleOld, MonotonicClock.now >= followed.nextSample {
            metrics.sample = try sample(of: request.queue, since: metrics.start, &metrics.unreadable)
            followed.nextSample = MonotonicClock.now + Self.samplePause
            followed.isSampleOld = false
        }
        metrics.summary = record.summary
        (followed.metrics, followed.last) = (
            metrics, metrics.start / request.range.step + Int64(request.range.count) - 1
        )
        following.metrics = followed
        return metrics
    }

    /// Counts the jobs that finished, by what workers record where they do.
    private func count(
        _ request: MetricsRequest, after followed: FollowedMetrics, now: Milliseconds
    ) throws(Trouble) -> QueueMetrics {
        let steps = request.range.steps(until: now + clockLead)
        let due = followed.due(of: steps)
        var replies = try askToRead(["completed", "failed"].flatMap { finishedCommands($0, request, due) })
        let start = steps.lowerBound * request.range.step
        var metrics = QueueMetrics(
            request, start: start, completed: StepCounts([], source: .kept), failed: StepCounts([], source: .kept),
            sample: TimingSample())
        for state in [JobState.completed, .failed] {
            let recorded = RecordedMinutes(replies.take(2))
            let oldest = replies.reply()
            var kept = replies.take(due.count)
            if let recorded {
                let counts = steps.map { recorded.count(of: $0, minutes: request.range.stepMinutes) }
                set(StepCounts(counts, source: .recorded), of: state, in: &metrics)
                continue
            }
            let before = state == .completed ? followed.metrics?.completed : followed.metrics?.failed
            var known = KeptJobs(state, isEmpty: oldest.array?.isEmpty == true)
            known.take(oldest)
            let seen = followed.known(before, steps)
            var counts = Array(seen.prefix(Int(due.lowerBound - steps.lowerBound)))
            for step in due {
                do throws(Trouble) {
                    let end = (step + 1) * request.range.step
                    counts.append(
                        known.count(try kept.nextCount(), before: end, seen: seen[Int(step - steps.lowerBound)]))
                } catch {
                    counts.append(nil)
                    try note(error, of: request.queue.key(state.rawValue), in: request.queue, &metrics.unreadable)
                }
            }
            set(StepCounts(counts, source: .kept), of: state, in: &metrics)
        }
        return metrics
    }

    private func set(_ counts: StepCounts, of state: JobState, in metrics: inout QueueMetrics) {
        if state == .completed { metrics.completed = counts } else { metrics.failed = counts }
    }

    private func finishedCommands(_ state: String, _ request: MetricsRequest, _ steps: Range<Int64>) -> [Command] {
        let (metrics, step) = (request.queue.key("metrics:" + state), request.range.step)
        let recorded = [
            Command("HMGET", key: metrics, ["count", "prevTS", "prevCount"]),
            Command.on(metrics + Array(":data".utf8), "LRANGE", "0", String(Self.recordedLimit - 1)),
        ]
        return recorded + [KeptJobs.oldest(request.queue.key(state))]
            + steps.map { .on(request.queue.key(state), "ZCOUNT", String($0 * step), "(" + String(($0 + 1) * step)) }
    }
}

extension RecordedMinutes {
    /// Returns the number of jobs in a step of some minutes, by its number since 1970; nil where one of them is not known.
    fileprivate func count(of step: Int64, minutes: Int) -> Int? {
        let first = step * Int64(minutes)
        let counts = counts(of: first..<first + Int64(minutes))
        return counts.contains(nil) ? nil : CountSum(counts).atLeast
    }
}
