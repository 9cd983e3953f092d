import Queues

/// The events of one queue or of all, as they come, the newest at the end. A cursor at the end follows them.
struct EventsScreen: Equatable, Sendable {
    /// The watch of the events, with the number of events that the screen has taken.
    private(set) var follow: EventsWatch
    /// The last answer without its events.
    private(set) var part: Snapshot<EventsPart>?
    /// The kept events, the oldest first.
    private(set) var events: [EventRow] = []
    /// The text that queue, job, kind or values must contain.
    private(set) var filter = ""
    var cursor = ListCursor()
    /// The number of columns after the first one that are scrolled out.
    var sideways = 0
    /// The listed events.
    private(set) var rows: [EventRow] = []

    init(queue: QueueID?) { follow = EventsWatch(queue: queue) }

    /// The number of events that are dropped at a time, so that dropping costs little.
    private static let slack = 500

    /// The event under the cursor.
    var current: EventRow? { rows.indices.contains(cursor.index) ? rows[cursor.index] : nil }

    /// Whether the cursor stays at the newest event.
    var isFollowing: Bool { rows.isEmpty || cursor.index == rows.count - 1 }

    /// Takes a part. Events that the screen already has are skipped.
    mutating func receive(_ snapshot: Snapshot<EventsPart>) {
        var rest = snapshot
        rest.content.events = []
        part = rest
        let part = snapshot.content
        let known = max(0, follow.known - part.offset)
        let isBroken = part.offset > follow.known
        let news = part.events.dropFirst(known).enumerated().map { index, item in
            var item = item
            if index == 0, isBroken { item.isAfterGap = true }
            return EventRow(number: part.offset + known + index, item: item)
        }
        guard !news.isEmpty else { return }
        let wasFollowing = isFollowing
        follow.known = part.offset + part.events.count
        events += news
        if events.count > EventsWatch.limit + Self.slack { events.removeFirst(events.count - EventsWatch.limit) }
        list(news)
        if wasFollowing { cursor.move(to: rows.count - 1, count: rows.count) }
    }

    /// Pauses reading, or continues with the events that came meanwhile.
    mutating func togglePause() { follow.isPaused.toggle() }

    /// Lists only events that contain `text`. The cursor stays on its event, or at the end.
    mutating func setFilter(_ text: String) {
        let (number, wasFollowing) = (current?.number, isFollowing)
        filter = text
        rows = []
        list(events)
        let place = wasFollowing ? rows.count - 1 : rows.lastIndex { $0.number <= number ?? .max } ?? 0
        cursor.move(to: place, count: rows.count)
    }

    /// Moves the cursor.
    mutating func move(by distance: Int) { cursor.move(by: distance, count: rows.count) }

    /// Lists further events, and removes the dropped ones.
    private mutating func list(_ further: [EventRow]) {
        let needle = Needle(filter)
        rows += further.filter { row in needle.isEmpty || row.item.texts.contains(where: needle.isFound) }
        let first = events.first?.number ?? 0
        let gone = rows.firstIndex { $0.number >= first } ?? rows.count
        guard gone > 0 else { return }
        rows.removeFirst(gone)
        cursor.follow(to: cursor.index - gone, count: rows.count)
    }
}

/// An event with its unique number.
struct EventRow: Equatable, Sendable {
    let number: Int
    let item: FollowedEvent
}
