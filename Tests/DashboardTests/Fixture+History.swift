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
