import Queues

/// Jobs that were found in several places, held back until no newer ones can come.
struct FoundByTime {
    /// The jobs in the order of their times, the oldest first.
    private var jobs: [(job: FoundJobMatch, time: Double)] = []

    /// The maximum number of jobs that are held back; further ones are returned out of order.
    private static let limit = 5_000

    var isEmpty: Bool { jobs.isEmpty }

    /// Adds the jobs of one place.
    mutating func add(_ some: [FoundJobMatch]) {
        guard !some.isEmpty else { return }
        jobs += some.map { ($0, Double($0.row.finishedOn ?? $0.row.timestamp ?? 0)) }
        jobs.sort { $0.time < $1.time }
    }

    /// Removes and returns the jobs that are not older than a time, in ms since 1970, the newest first.
    mutating func take(downTo time: Double) -> [FoundJobMatch] {
        let kept = jobs.count > Self.limit ? 0 : jobs.firstIndex { $0.time >= time } ?? jobs.count
        defer { jobs.removeSubrange(kept...) }
        return jobs[kept...].reversed().map(\.job)
    }
}
