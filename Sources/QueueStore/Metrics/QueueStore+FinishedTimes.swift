public import Queues
import Threads

/// The times of a queue's finished jobs that an alarm follows.
struct FollowedTimes {
    /// The times; nil where they could not be read.
    var times: FinishedTimes?
    /// The earliest time of the next reading, on the monotonic clock, in ms.
    var next: Milliseconds
}

extension QueueStore {
    /// The time between two samples of a queue, and the time after which an overview reads no further one, in ms.
    private static let (timesPause, timesPatience): (Milliseconds, Milliseconds) = (15_000, 250)

    /// Reads how long those jobs of some queues waited and ran that finished last: of each, `TimingSample.limit` of those that
    /// are kept, again after 15 s. A queue is missing where that could not be read.
    public func finishedTimes(
        of queues: [QueueID], now: Milliseconds
    ) throws(Trouble) -> [QueueID: FinishedTimes] {
        try followTimes(of: queues, within: .max, now: now)
        return following.times.compactMapValues(\.times)
    }

    /// Adds the times of the queues that alarms need to an overview. One reading is short, the rest comes with the next ones.
    func addTimes(_ timed: TimedQueues?, to overview: inout Overview, now: Milliseconds) throws(Trouble) {
        guard let timed else { return }
        let wanted = overview.queues.map(\.id).filter(timed.contains)
        try followTimes(of: wanted, within: Self.timesPatience, now: now)
        for index in overview.queues.indices {
            overview.queues[index].finishedTimes = following.times[overview.queues[index].id]?.times
        }
    }

    private func followTimes(of queues: [QueueID], within limit: Milliseconds, now: Milliseconds) throws(Trouble) {
        let wanted = Set(queues)
        following.times = following.times.filter { wanted.contains($0.key) }
        let start = MonotonicClock.now
        let due = queues.filter { (following.times[$0]?.next ?? .min) <= start }
        // Those that waited longest come first, so that each has its turn.
        for queue in due.sorted(by: { (following.times[$0]?.next ?? .min) < (following.times[$1]?.next ?? .min) }) {
            var unreadable = UnreadableKeys()
            let sample = try sample(of: queue, since: now + clockLead - FinishedTimes.span, &unreadable)
            // Without a job the others are a sample still; without one of the lists they are not.
            let times = sample.total != nil ? FinishedTimes(sample) : nil
            following.times[queue] = FollowedTimes(times: times, next: MonotonicClock.now + Self.timesPause)
            if MonotonicClock.now - start >= limit { return }
        }
    }
}
