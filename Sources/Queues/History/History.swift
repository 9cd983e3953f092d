/// What was seen of the queues of a server since the start, within a bound.
///
/// A queue that vanishes keeps its past until the room is needed. What was not read is a gap.
public struct History: Equatable, Sendable {
    /// The maximum memory, in bytes.
    public static let limit = 2_000_000
    /// The maximum number of queues with a past of their own. Where there are more, the ones that do something come
    /// first.
    public static let queueLimit = 250

    private var pasts: [QueueID: QueueHistory] = [:]
    /// The past of all queues together.
    public private(set) var total = QueueHistory()
    /// The finished jobs of queues by the minute, as the server still knows them; only of the ones counted last.
    private var counted: [QueueID: QueueMinutes] = [:]
    /// The memory that the pasts take, in bytes.
    public private(set) var size = 0

    /// The number of queues whose minutes are kept.
    private static let countedLimit = 400

    /// Creates a history without a past.
    public init() {}

    /// The queues that have a past.
    public private(set) var queues: Set<QueueID> = []

    /// Returns the past of a queue; nil where it has none.
    public subscript(queue: QueueID) -> QueueHistory? { pasts[queue] }

    /// Returns the finished jobs of a queue by the minute; nil where they were not counted.
    public func minutes(of queue: QueueID) -> QueueMinutes? { counted[queue] }

    /// The number of queues whose finished jobs were counted.
    public var countedQueues: Int { counted.count }

    /// Replaces the finished jobs by the minute.
    mutating func replaceCounted(by minutes: [QueueMinutes]) {
        counted = Dictionary(minutes.map { ($0.queue, $0) }) { $1 }
    }

    /// Notes what an overview says.
    ///
    /// - Parameters:
    ///   - overview: What was read.
    ///   - time: When, in ms since 1970 on the server's clock; earlier than 1970 counts as never.
    ///   - hold: Up to how long after a reading the next one is in time, in ms.
    public mutating func note(_ overview: Overview, at time: Milliseconds, hold: Milliseconds) {
        note(HistoryNote(overview, at: time, remembered: queues), at: time, hold: hold)
    }

    /// Notes what an overview says, as `note` of an overview does.
    public mutating func note(_ note: HistoryNote, at time: Milliseconds, hold: Milliseconds) {
        guard 0..<TimeText.limit ~= time else { return }
        // Once no place is left, the other queues of this overview need not look for one.
        var isFull = false
        for entry in note.points where pasts[entry.queue] != nil || !isFull {
            if !self.note(entry.point, of: entry.queue, at: time, hold: hold) { isFull = true }
        }
        if let sum = note.sum { total.note(sum, at: time, hold: hold) }
        for minutes in note.minutes { counted[minutes.queue] = minutes }
        if counted.count > Self.countedLimit {
            let latest = Set(note.minutes.map(\.queue))
            counted = counted.filter { latest.contains($0.key) }
        }
        size = pasts.values.reduce(total.size + counted.count * QueueMinutes.size) { $0 + $1.size }
        if size > Self.limit { shrink(at: time) }
    }

    /// Notes what a reading says of one queue, as `note` of an overview does.
    public mutating func note(_ queue: QueueSummary, at time: Milliseconds, hold: Milliseconds) {
        guard 0..<TimeText.limit ~= time else { return }
        let before = pasts[queue.id]?.size ?? 0
        note(HistoryPoint(queue, now: time), of: queue.id, at: time, hold: hold)
        size += (pasts[queue.id]?.size ?? 0) - before
        if size > Self.limit { shrink(at: time) }
    }

    /// Notes a point of a queue. Returns false where there is no place for another queue.
    @discardableResult
    private mutating func note(
        _ point: HistoryPoint, of queue: QueueID, at time: Milliseconds, hold: Milliseconds
    ) -> Bool {
        if pasts[queue] == nil, pasts.count >= Self.queueLimit {
            guard let gone = pasts.filter({ $0.value.seenAt.map { time - $0 > hold } ?? true }).leastSeen else {
                return false
            }
            forget(gone)
        }
        if pasts[queue] == nil { queues.insert(queue) }
        pasts[queue, default: QueueHistory()].note(point, at: time, hold: hold)
        return true
    }

    /// Forgets the past of a queue.
    private mutating func forget(_ queue: QueueID) {
        pasts[queue] = nil
        queues.remove(queue)
    }

    /// Forgets the past until there is room again: first of queues that have vanished, the earliest first, then the older
    /// half of the ones that take the most memory.
    private mutating func shrink(at time: Milliseconds) {
        let wanted = Self.limit / 20 * 19
        while size > wanted, let gone = pasts.filter({ $0.value.seenAt != time }).leastSeen {
            size -= pasts[gone]?.size ?? 0
            forget(gone)
        }
        while size > wanted, let largest = pasts.max(by: { $0.value.size < $1.value.size }) {
            guard largest.value.size > QueueHistory.base else { return }
            var past = largest.value
            past.shorten()
            size -= largest.value.size - past.size
            pasts[largest.key] = past
        }
    }
}

extension [QueueID: QueueHistory] {
    /// The queue that was seen the longest time ago.
    fileprivate var leastSeen: QueueID? { self.min { $0.value.seenAt ?? 0 < $1.value.seenAt ?? 0 }?.key }
}
