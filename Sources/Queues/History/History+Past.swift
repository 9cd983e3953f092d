/// The queues as they were at a moment, as far as that is kept.
extension History {
    /// Returns the overview of a moment. What is not kept is unknown in it, never 0; queues that were not there are not in it,
    /// and ones that have vanished since are.
    public func overview(at moment: PastMoment) -> Overview {
        let found = queues.compactMap { queue in self[queue].flatMap { summary(of: queue, $0, at: moment) } }
        return Overview(queues: found.sorted { $0.id < $1.id }, discovery: Discovery(isComplete: true))
    }

    private func summary(of queue: QueueID, _ past: QueueHistory, at moment: PastMoment) -> QueueSummary? {
        guard let point = past.point(at: moment) else { return nil }
        var summary = QueueSummary(id: queue)
        for state in JobState.allCases { summary.counts[state] = HistoryMeasure(state).flatMap { point[$0] } }
        (summary.failedPerMinute, summary.completedPerMinute) = (point[.failedPerMinute], point[.completedPerMinute])
        summary.waitingInPaused = nil
        summary.isPaused = point.verdict == .paused
        summary.evidence.workers = point[.workers]
        let wantsAttention = point.verdict?.kind.wantsAttention == true
        summary.remembered =
            wantsAttention
            ? point.verdict.map { past.health($0, at: moment) } : RememberedHealth(point.verdict)
        return summary
    }

    /// Returns the finished jobs by the minute of some queues up to a moment: what the server still knows of them now, else what
    /// was seen then.
    public func minutes(of queues: [QueueID], until moment: PastMoment) -> [QueueMinutes] {
        queues.compactMap { queue in
            guard let past = self[queue] else { return nil }
            let now = past.point(at: moment) ?? .gap
            let last = moment.time / 60_000
            let seen = past.minutes.points(last - Int64(QueueMinutes.count) + 1..<last)
            let known = minutes(of: queue)
            return QueueMinutes(
                queue: queue,
                failed: MinuteCounts(
                    known?.failed, until: last, seen: seen.map { $0[.failedPerMinute] } + [now[.failedPerMinute]]),
                completed: MinuteCounts(
                    known?.completed, until: last,
                    seen: seen.map { $0[.completedPerMinute] } + [now[.completedPerMinute]]))
        }
    }

    /// Returns the same history with other finished jobs by the minute.
    public func showing(_ minutes: [QueueMinutes]) -> History {
        var history = self
        history.replaceCounted(by: minutes)
        return history
    }
}

extension HistoryMeasure {
    /// Creates the measure of the jobs in a state; nil for a state that is not kept.
    fileprivate init?(_ state: JobState) {
        switch state {
        case .waiting: self = .waiting
        case .active: self = .active
        case .delayed: self = .delayed
        case .failed: self = .failed
        case .prioritized, .completed, .waitingChildren: return nil
        }
    }
}

extension MinuteCounts {
    /// Creates counts up to a minute: those that are known, else those that were seen. The last minute was not over then, so
    /// only what was seen counts.
    fileprivate init(_ known: MinuteCounts?, until last: Int64, seen: [Int?]) {
        var (counts, isSeen) = (seen, known == nil)
        for index in seen.indices.dropLast() {
            let minute = last - Int64(seen.count - 1 - index)
            if let count = known?[minute] { counts[index] = count } else if seen[index] != nil { isSeen = true }
        }
        self.init(last: last, counts: counts, source: isSeen ? .seen : known?.source ?? .seen)
    }

    /// Returns the number of jobs in a minute, by its number since 1970; nil where it is not known.
    private subscript(minute: Int64) -> Int? {
        let index = counts.count - 1 - Int(clamping: last - minute)
        return minute <= last && counts.indices.contains(index) ? counts[index] : nil
    }
}
