import Queues

extension Fixture {
    /// One event of each kind that the libraries write, in two queues, and one of an application's own.
    static var ordinaryEvents: [FollowedEvent] {
        let failure = "Error: 550 mailbox unavailable\n    at send (/srv/app/mail.js:12:7)"
        let kinds: [[(String, String)]] = [
            [("event", "added"), ("jobId", "871"), ("name", "welcome")],
            [("event", "waiting"), ("jobId", "871")],
            [("event", "active"), ("jobId", "871"), ("prev", "waiting")],
            [("event", "progress"), ("jobId", "871"), ("data", "50")],
            [("event", "completed"), ("jobId", "871"), ("returnvalue", #"{"ok":true}"#), ("prev", "active")],
            [("event", "completed"), ("jobId", "870"), ("returnvalue", "null"), ("prev", "active")],
            [("event", "failed"), ("jobId", "872"), ("failedReason", failure), ("prev", "active")],
            [("event", "retries-exhausted"), ("jobId", "872"), ("attemptsMade", "3")],
            [("event", "delayed"), ("jobId", "873"), ("delay", "1795475105000")],
            [("event", "waiting-children"), ("jobId", "874"), ("prev", "active")],
            [("event", "waiting"), ("jobId", "875"), ("prev", "active")],
            [("event", "stalled"), ("jobId", "875")],
            [("event", "removed"), ("jobId", "876"), ("prev", "failed")],
            [("event", "duplicated"), ("jobId", "877")],
            [("event", "deduplicated"), ("jobId", "878"), ("deduplicationId", "daily"), ("deduplicatedJobId", "879")],
            [("event", "cleaned"), ("count", "1200")],
            [("event", "paused")], [("event", "resumed")], [("event", "drained")],
            [("event", "\u{1B}]0;owned\u{07}"), ("tenant", "acme"), ("jobId", "\u{1B}[31mred")],
        ]
        return kinds.enumerated().map { index, fields in
            event(fields, index: index, queue: index % 4 == 3 ? webhookQueue : email)
        }
    }

    static func event(_ fields: [(String, String)], index: Int, queue: QueueID = email) -> FollowedEvent {
        let time = Scenario.start - 60_000 + Milliseconds(index) * 1_310
        return FollowedEvent(
            queue: queue,
            event: QueueEvent(
                id: Array("\(time)-0".utf8),
                fields: fields.map { QueueEvent.Field(Array($0.0.utf8), Array($0.1.utf8)) }))
    }

    func eventsPart(_ watch: EventsWatch) -> EventsPart {
        let all = events.filter { watch.queue == nil || $0.queue == watch.queue }
        let news = watch.isPaused ? [] : Array(all.dropFirst(watch.known))
        var part = EventsPart(offset: watch.known, events: news, isComplete: true)
        part.queues = watch.queue == nil ? queues.count : 1
        part.silent = min(silentQueues, part.queues)
        return part
    }
}
