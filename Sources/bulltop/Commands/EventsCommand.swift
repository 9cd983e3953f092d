internal import Dashboard
internal import JSONText
internal import Queues

extension CommandEntry {
    static let events = reading(
        "events", operands: [.queue], options: [.limit, .follow], summary: "Print the events of a queue.",
        details: [
            "The newest \(standardEvents), unless --limit says otherwise; before those that come with --follow, "
                + "\(standardEventsBefore). The oldest comes first. In JSON an event has id, timestamp, event and args, as "
                + "BullMQ's QueueEvents tells them."
        ]
    ) { session throws(CommandFailure) in
        let queue = try session.queue(session.operands[0])
        let follows = session.parameters.follows
        let limit = session.parameters.limit ?? (follows ? standardEventsBefore : standardEvents)
        let (family, events) = try session.ask { store throws(Trouble) in
            let summary = try store.summaries(of: [queue], now: WallClock.now).first
            return (summary?.family, try store.newestEvents(of: queue, count: max(1, limit)))
        }
        guard family?.isBull != true else {
            throw .refused("'\(session.shown(queue.name))' is a queue of Bull, which keeps no events")
        }
        for event in events.suffix(limit) { try session.print(event) }
        if follows { try session.follow(queue, after: events.last) }
        try session.output.endList()
    }

    private static let standardEvents = 100
    private static let standardEventsBefore = 10
}

extension CommandSession {
    /// How long to wait for an event until the reader is looked after, in ms.
    private static let patience: Milliseconds = 1_000

    fileprivate func follow(_ queue: QueueID, after last: QueueEvent?) throws(CommandFailure) {
        let tail = try ask { store throws(Trouble) in try store.tail(of: queue, after: last) }
        while true {
            try output.flush()
            guard StandardStream.output.waitWhileRead(milliseconds: 0) else { throw .readerGone }
            let events = try ask { _ throws(Trouble) in try tail.next(within: Self.patience) }
            for event in events { try print(event) }
        }
    }

    fileprivate func print(_ event: QueueEvent) throws(CommandFailure) {
        guard output.format == .table else { return try output.print(item: .event(event)) }
        let time = event.timestamp.map { Format.time($0, in: zone) + " " + zone.name(at: $0) } ?? ""
        let named = ["event", "jobId"].map { shown(event[$0] ?? []) }
        let others = event.fields.filter { !["event", "jobId"].contains(String(decoding: $0.name, as: UTF8.self)) }
        let facts = others.map { shown($0.name) + "=" + shown($0.value) }
        try output.print([([time] + named + facts).filter { !$0.isEmpty }.joined(separator: "  ")])
    }
}

extension JSON {
    /// Texts of JSON are embedded: the return value of `completed`, and the data of `progress` (data model, 1.4).
    fileprivate static func event(_ event: QueueEvent) -> JSON {
        let embedded = ["returnvalue", "data"].map { Array($0.utf8) }
        let args = event.fields.filter { !$0.name.elementsEqual("event".utf8) }.map { field in
            Member(JSONString(field.name), embedded.contains(field.name) ? .embedded(field.value) : .bytes(field.value))
        }
        return .object([
            Member("id", .bytes(event.id)), Member("timestamp", .number(event.timestamp)),
            Member("event", .bytes(event["event"])), Member("args", .object(args)),
        ])
    }
}
