/// What a history notes of an overview: the sum of all queues, and each queue that may get a past of its own.
///
/// It is small, however many queues there are, and is made where they are read.
public struct HistoryNote: Equatable, Sendable {
    /// What all queues together are; nil where there is none.
    let sum: HistoryPoint?
    /// The queues that have a past, and as many others as could have one; all of few queues, otherwise those that do
    /// something.
    let points: [Entry]
    /// The finished jobs by the minute.
    let minutes: [QueueMinutes]

    /// A queue and what it is at that time.
    struct Entry: Equatable, Sendable {
        let queue: QueueID
        let point: HistoryPoint
    }

    /// Takes from an overview of a time, in ms since 1970 on the server's clock, what is noted of it where some queues have a
    /// past already.
    public init(_ overview: Overview, at time: Milliseconds, remembered: Set<QueueID>) {
        var sum: HistoryPoint?
        var points: [Entry] = []
        let hasRoom = overview.queues.count <= History.queueLimit
        var places = History.queueLimit
        for queue in overview.queues {
            let point = HistoryPoint(queue, now: time)
            if sum == nil { sum = point } else { sum?.add(point) }
            let isRemembered = remembered.contains(queue.id)
            guard isRemembered || places > 0 && (hasRoom || point.isBusy) else { continue }
            points.append(Entry(queue: queue.id, point: point))
            if !isRemembered { places -= 1 }
        }
        (self.sum, self.points, minutes) = (sum, points, overview.minutes)
    }
}

extension HistoryPoint {
    /// Whether there is something to remember.
    fileprivate var isBusy: Bool {
        let calm: [PastVerdict?] = [.idle, .unmanaged, nil]
        return !calm.contains(verdict) || self[.waiting] ?? 0 > 0
    }
}
