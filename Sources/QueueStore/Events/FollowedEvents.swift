import Queues

/// The events that a screen follows: the last entry that was read of each stream, and the latest events.
struct FollowedEvents {
    let queue: QueueID?
    /// The id of the last entry that was read of each stream; empty where the stream had none.
    private(set) var last: [QueueID: [UInt8]] = [:]
    /// The latest events, the oldest first.
    private(set) var events: [FollowedEvent] = []
    /// The number of events before `events` that were dropped.
    private(set) var dropped: Int
    /// The index of the stream that is read next, where there are too many for one answer.
    var turn = 0
    /// The number of entries in one reply: fewer where they are large.
    var atOnce = 250
    /// Whether a stream had more entries than were read.
    var isBehind = false

    /// Creates an empty list for a screen that has already taken `known` events.
    init(queue: QueueID?, known: Int) {
        self.queue = queue
        dropped = known
    }

    /// The number of all events, the dropped ones included.
    var total: Int { dropped + events.count }

    /// Returns whether a stream was read already.
    func knows(_ queue: QueueID) -> Bool { last[queue] != nil }

    /// Notes that a stream has no entries yet.
    mutating func begin(_ queue: QueueID) { last[queue] = [] }

    /// Adds further entries of streams, in the order of their times.
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

    /// Returns the events that a screen has not taken yet, at most `limit`, the oldest of them first.
    func part(knownTo known: Int, limit: Int) -> (offset: Int, events: [FollowedEvent]) {
        let start = min(max(0, known - dropped), events.count)
        return (dropped + start, Array(events[start...].prefix(limit)))
    }
}
