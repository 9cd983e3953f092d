internal import Dashboard
internal import JSONText
internal import Queues
internal import Threads

/// The options for the lines of a log, or the events, that are printed.
struct TailOptions: CommandOptions {
    /// The maximum number of lines; nil for the default.
    var limit: Int?
    /// Whether later lines are printed, too.
    var follows = false

    static let options: [OptionBinding<TailOptions>] = [
        .limit(\.limit), .flag("--follow", \.follows, summary: "Keep following until Ctrl-C."),
    ]
}

extension CommandEntry {
    static let events = reading(
        "events", TailOptions.self, operands: [.queue], summary: "Print the events of a queue.",
        details: [
            "The newest \(standardEvents), unless --limit says otherwise; before those that come with --follow, "
                + "\(standardEventsBefore). The oldest comes first. In JSON an event has id, timestamp, event and args, as "
                + "BullMQ's QueueEvents emits them."
        ]
    ) { session, options throws(CommandFailure) in
        let queue = try session.queue(session.operands[0])
        let limit = options.limit ?? (options.follows ? standardEventsBefore : standardEvents)
        let (family, events) = try session.ask { store throws(Trouble) in
            let summary = try store.summaries(of: [queue], now: WallClock.now).first
            return (summary?.family, try store.newestEvents(of: queue, count: max(1, limit)))
        }
        guard family?.isBull != true else {
            throw .refused("'\(session.shown(queue.name))' is a queue of Bull, which keeps no events")
        }
        for event in events.suffix(limit) { try session.print(event) }
        try session.tellIfShort(events.count, of: limit, in: queue)
        if options.follows { try session.follow(queue, after: events.last) }
        try session.output.endList()
    }

    private static let standardEvents = 100
    private static let standardEventsBefore = 10
}

extension CommandSession {
    /// The time of waiting for an event until the reader of the output is checked, in ms.
    private static let patience: Milliseconds = 1_000

    /// Reports where fewer events than wanted were read although there are more.
    fileprivate func tellIfShort(_ count: Int, of limit: Int, in queue: QueueID) throws(CommandFailure) {
        guard count > 0, count < limit else { return }
        let total = try ask { store throws(Trouble) in try store.eventCount(of: queue) }
        guard total > count else { return }
        complain("only the newest \(Format.count(count)) events: more do not fit into memory at once")
    }

    fileprivate func follow(_ queue: QueueID, after last: QueueEvent?) throws(CommandFailure) {
        let tail = try ask { store throws(Trouble) in try store.tail(of: queue, after: last) }
        while true {
            try output.flush()
            guard StandardStream.output.waitWhileRead(milliseconds: 0) else { throw .readerGone }
            let events = try ask { _ throws(Trouble) in try tail.next(within: Self.patience) }
            for event in events {
                if event.isAfterGap {
                    let time = event.timestamp.map { " \(Format.time($0, in: zone)) \(zone.name(at: $0))" } ?? " this"
                    try output.flush()
                    complain("events before\(time) may be missing: the stream was trimmed before they were read")
                }
                try print(event)
            }
        }
    }

    fileprivate func print(_ event: QueueEvent) throws(CommandFailure) {
        guard output.format == .table else { return try output.print(item: .event(event)) }
        let time = event.timestamp.map { Format.time($0, in: zone) + " " + zone.name(at: $0) } ?? ""
        let named = ["event", "jobId"].map { shown(event[$0] ?? []) }
        let others = event.fields.filter { !["event", "jobId"].contains(String(decoding: $0.name, as: UTF8.self)) }
        let facts = others.map { field in
            shown(field.name) + "=" + shown(field.value) + (field.isCut ? "... (\(Format.bytes(field.length)))" : "")
        }
        try output.print([([time] + named + facts).filter { !$0.isEmpty }.joined(separator: "  ")])
    }
}

extension JSON {
    /// Returns the document of an event. JSON texts are embedded: the return value of `completed`, and the data of
    /// `progress` (data model, 1.4).
    fileprivate static func event(_ event: QueueEvent) -> JSON {
        let embedded = ["returnvalue", "data"].map { Array($0.utf8) }
        let args = event.fields.filter { !$0.name.elementsEqual("event".utf8) }.map { field in
            let isJSON = embedded.contains(field.name) && !field.isCut
            return Member(JSONString(field.name), isJSON ? .embedded(field.value) : .bytes(field.value))
        }
        var members = [
            Member("id", .bytes(event.id)), Member("timestamp", .number(event.timestamp)),
            Member("event", .bytes(event["event"])), Member("args", .object(args)),
        ]
        let cut = event.fields.filter(\.isCut)
        if !cut.isEmpty {
            members.append(Member("cut", .object(cut.map { Member(JSONString($0.name), .number($0.length)) })))
        }
        return .object(members)
    }
}
