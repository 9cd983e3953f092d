import Queues

/// The finished jobs by the minute of the queues of a fixture.
extension Fixture {
    /// Returns the minutes of a queue: of one that fails more and more of its jobs, or of one that works steadily, so that
    /// the last whole minute is about as its rates say.
    func minutes(of queue: QueueID) -> QueueMinutes {
        let summary = queues.first { $0.id == queue }
        return QueueMinutes(
            queue: queue, failed: counts(summary?.failedPerMinute, isRising: true),
            completed: counts(summary?.completedPerMinute, isRising: false))
    }

    /// Returns metrics of a queue with jobs of three names, the last of which is slow.
    func metrics(_ request: MetricsRequest) -> QueueMetrics {
        let steps = request.range.steps(until: Scenario.start)
        func counts(_ factor: Int, _ gap: Int?) -> [Int?] {
            (0..<request.range.count).map { index in
                index == gap ? nil : (index * 7 % 12 + index / 6) * factor * request.range.stepMinutes
            }
        }
        let jobs = (0..<400).map { index -> TimedJob in
            let (added, wait) = (Scenario.start - Milliseconds(index) * 1_000, Milliseconds(index % 37) * 41)
            let run = Milliseconds(index % 53) * (index.isMultiple(of: 10) ? 911 : 17)
            let name = index.isMultiple(of: 10) ? "report" : index.isMultiple(of: 3) ? "newsletter" : "welcome"
            return TimedJob(
                name: Array(name.utf8), added: added, delay: 0, started: added + wait, finished: added + wait + run,
                attempts: 1)
        }
        let isEmpty = queues.count < 2
        var metrics = QueueMetrics(
            request, start: steps.lowerBound * request.range.step,
            completed: StepCounts(isEmpty ? counts(0, nil) : counts(9, 4), source: .recorded),
            failed: StepCounts(isEmpty ? counts(0, nil) : counts(1, nil), source: .kept),
            sample: isEmpty ? TimingSample() : TimingSample(jobs, total: 12_431))
        metrics.summary = queues.first { $0.id == request.queue }
        if let pageTrouble {
            metrics.failed.counts = Array(repeating: nil, count: request.range.count)
            metrics.unreadable.note(Unreadable("failed", pageTrouble), of: request.queue)
        }
        return metrics
    }

    private func counts(_ rate: Int?, isRising: Bool) -> MinuteCounts {
        let last = Scenario.start / 60_000
        let shape =
            isRising
            ? [0, 0, 0, 0, 0, 1, 1, 2, 3, 3, 5, 6, 8, 8, 8, 1] : [9, 9, 8, 8, 8, 9, 7, 6, 6, 8, 8, 7, 7, 8, 8, 1]
        let counts = shape.map { share in rate.map { $0 * share / 8 } }
        return MinuteCounts(last: last, counts: counts, source: .kept)
    }
}

extension Watch {
    /// The same watch without the queues whose finished jobs are counted by the minute.
    var withoutMinutes: Watch {
        guard case .overview(var request) = self else { return self }
        request.counted = []
        return .overview(request)
    }
}
