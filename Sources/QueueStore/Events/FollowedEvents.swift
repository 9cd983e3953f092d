import Queues

/// The events that a screen follows: how far each stream was read, and what came lately.
struct FollowedEvents {
    let queue: QueueID?
    /// The last entry that was read of each stream; nothing where it had none.
    private(set) var last: [QueueID: [UInt8]] = [:]
    /// What came, the oldest first.
    private(set) var events: [FollowedEvent] = []
    /// How many came before `events`.
    private(set) var dropped: Int
    /// The streams that are read are taken in turns where there are many; the next one.
    var turn = 0
    /// Entries of one reply: fewer where they turn out to be large.
    var atOnce = 250
    /// Whether a stream had more entries than were read.
    var isBehind = false

    /// Begins with nothing, for a screen that has taken this number already.
    init(queue: QueueID?, known: Int) {
        self.queue = queue
        dropped = known
    }

    /// All that came.
    var total: Int { dropped + events.count }

    /// Returns whether a stream was read already.
    func knows(_ queue: QueueID) -> Bool { last[queue] != nil }

    /// Notes that a stream has no entries yet.
    mutating func begin(_ queue: QueueID) { last[queue] = [] }

    /// Takes further entries of streams, in the order of their times.
    mutating func take(_ further: [FollowedEvent]) {
        for item in further { last[item.queue] = item.event.id }
        let sorted = further.enumerated().sorted { left, right in
            let times = (left.element.event.timestamp ?? 0, right.element.event.timestamp ?? 0)
            return times.0 == times.1 ? left.offset < right.offset : times.0 < times.1
        }
        events += sorted.map(\.element)
        let excess = events.count - EventsWatch.limit
        guard excess > 0 else { return }
        events.removeFirst(excess)
        dropped += excess
    }

    /// Returns those that a screen does not know yet, at most `limit`; the oldest of them first.
    func part(knownTo known: Int, limit: Int) -> (offset: Int, events: [FollowedEvent]) {
        let start = min(max(0, known - dropped), events.count)
        return (dropped + start, Array(events[start...].prefix(limit)))
    }
}
