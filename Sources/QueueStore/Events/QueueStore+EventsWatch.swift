import Queues
import Redis

extension QueueStore {
    /// The number of streams in one pipeline.
    private static let streamsAtOnce = 250
    /// The number of streams that are read for one answer; more streams take turns.
    private static let streamsOfAnswer = 1_000
    /// The number of events that are shown at first, of one queue or of all together.
    private static let firstEvents = 500
    /// The maximum number of events in one answer.
    private static let eventsOfPart = 2_000
    /// The maximum size of the entries of one pipeline, in bytes.
    private static let eventsLimit = 16 * 1_024 * 1_024

    /// Continues the events of a screen, or begins with the newest of each stream. It sends only plain range commands,
    /// which do not block: they work on a replica, and for a user with `+@read`.
    func readEvents(_ watch: EventsWatch, now: Milliseconds) throws(Trouble) -> EventsPart {
        var followed = following.events?.queue == watch.queue ? following.events : nil
        // A store that was opened again has not read what the screen has taken.
        if let total = followed?.total, total < watch.known { followed = nil }
        var events = followed ?? FollowedEvents(queue: watch.queue, known: watch.known)
        let queues = try followedQueues(watch.queue, now: now)
        var unreadable = UnreadableKeys()
        if !watch.isPaused { try advance(&events, queues.with, &unreadable) }
        following.events = events
        let (offset, news) = events.part(knownTo: watch.known, limit: Self.eventsOfPart)
        let isTold = offset + news.count == events.total
        var part = EventsPart(offset: offset, events: news, isComplete: isTold && (watch.isPaused || !events.isBehind))
        part.queues = queues.with.count + queues.without
        part.silent = queues.without
        part.unreadable = unreadable
        return part
    }

    /// Returns the queues that have a stream, and the number of queues without one, which are Bull's.
    private func followedQueues(
        _ queue: QueueID?, now: Milliseconds
    ) throws(Trouble) -> (with: [QueueID], without: Int) {
        let all = queue.map { [$0] } ?? listed.map(\.id)
        if let queue, record(of: queue).readings == 0 { try read([record(of: queue)], now: now) }
        let with = all.filter { records[$0]?.summary.family?.isBull != true }
        return (with, all.count - with.count)
    }

    private func advance(
        _ events: inout FollowedEvents, _ queues: [QueueID], _ unreadable: inout UnreadableKeys
    ) throws(Trouble) {
        events.isBehind = false
        if events.turn >= queues.count { events.turn = 0 }
        let end = min(events.turn + Self.streamsOfAnswer, queues.count)
        let chosen = queues[events.turn..<end]
        events.turn = end
        let newest = max(2, Self.firstEvents / max(1, queues.count))
        // One pipeline is sent even without queues, since it shows whether the server answers.
        for start in stride(from: 0, to: max(1, chosen.count), by: Self.streamsAtOnce) {
            let some = Array(chosen.dropFirst(start).prefix(Self.streamsAtOnce))
            events.take(try news(of: some, newest: newest, &events, &unreadable))
        }
    }

    /// Returns the entries of some streams after those that were read; for a new stream, its newest ones.
    private func news(
        of queues: [QueueID], newest: Int, _ events: inout FollowedEvents, _ unreadable: inout UnreadableKeys
    ) throws(Trouble) -> [FollowedEvent] {
        var found: [FollowedEvent] = []
        var replies = try boundedRanges(of: queues, newest: newest, &events)
        var due: [(queue: QueueID, last: [UInt8], index: Int)] = []
        for queue in queues {
            let entries: [QueueEvent]
            do { entries = try replies.reply().events } catch {
                unreadable.note(Unreadable("events", error), of: queue)
                continue
            }
            guard events.knows(queue) else {
                events.begin(queue)
                found += entries.reversed().map { FollowedEvent(queue: queue, event: $0) }
                continue
            }
            events.isBehind = events.isBehind || entries.count >= events.atOnce
            if let last = events.last[queue], !last.isEmpty, !entries.isEmpty { due.append((queue, last, found.count)) }
            found += entries.map { FollowedEvent(queue: queue, event: $0) }
        }
        // Where the last entry that was read is gone, later ones may be gone as well.
        var checks = try askToRead(due.map { Self.range(of: $0.queue, from: $0.last, to: $0.last, count: 1) })
        for (_, _, index) in due { found[index].isAfterGap = try checks.reply().events.isEmpty }
        return found
    }

    /// Reads a range of each stream; where the ranges are too large together, fewer entries of each.
    private func boundedRanges(
        of queues: [QueueID], newest: Int, _ events: inout FollowedEvents
    ) throws(Trouble) -> Replies {
        while true {
            let atOnce = events.atOnce
            let commands = queues.map { queue -> Command in
                guard let last = events.last[queue] else {
                    let words = ["+", "-", "COUNT", String(min(newest, atOnce))].map { Array($0.utf8) }
                    return Command("XREVRANGE", arguments: [queue.key("events")] + words)
                }
                let first = QueueEvent(id: last, fields: []).idAfter ?? Array("-".utf8)
                return Self.range(of: queue, from: first, to: Array("+".utf8), count: atOnce)
            }
            do {
                let replies = try ask(commands, limit: Self.eventsLimit)
                try replies.checkServer()
                return replies
            } catch .tooLarge where atOnce > 1 {
                // The connection is closed when a reply is too large.
                try connect()
                events.atOnce = max(1, atOnce / 8)
            }
        }
    }

    private static func range(of queue: QueueID, from first: [UInt8], to last: [UInt8], count: Int) -> Command {
        Command(
            "XRANGE", arguments: [queue.key("events"), first, last, Array("COUNT".utf8), Array(String(count).utf8)])
    }
}
