internal import Dashboard
internal import JSONText
internal import Queues

extension CommandEntry {
    static let queues = reading(
        "queues", options: [.sort, .filter, .queue], summary: "List the queues with their counts.",
        details: [
            "All keys of the database are gone through once, in small steps. In JSON a queue has prefix, name, library, "
                + "family, paused and counts."
        ]
    ) { session throws(CommandFailure) in
        var queues = try session.allQueues()
        if let text = session.parameters.filter { queues = Listing.filtered(queues, by: text) }
        if let column = session.parameters.sort { queues = Listing.sorted(queues, by: column) }
        try session.print(queues, json: JSON.queue, table: session.listing.lines)
    }

    static let counts = reading(
        "counts", operands: [Operand("QUEUE", .oneOrMore)], summary: "Count the jobs of queues by state.",
        details: ["Reads only these queues, so it is quick on a large server, too."]
    ) { session throws(CommandFailure) in
        let queues = try session.queues(session.operands)
        let found = try session.ask { store throws(Trouble) in try store.summaries(of: queues, now: WallClock.now) }
        try session.print(found, json: JSON.counts, table: session.listing.lines)
    }
}

extension JSON {
    /// A queue as the commands print it.
    fileprivate static func queue(_ queue: QueueSummary) -> JSON {
        .object([
            Member("prefix", .bytes(queue.id.prefix)), Member("name", .bytes(queue.id.name)),
            Member("library", .string(queue.family == .bull ? "bull" : "bullmq")),
            Member("family", .number(queue.family.flatMap { $0 == .bull ? nil : $0.rawValue })),
            Member("paused", .boolean(queue.isPaused)), Member("counts", counts(of: queue)),
        ])
    }

    fileprivate static func counts(_ queue: QueueSummary) -> JSON {
        .object([
            Member("prefix", .bytes(queue.id.prefix)), Member("name", .bytes(queue.id.name)),
            Member("counts", counts(of: queue)),
        ])
    }

    /// By the keys of BullMQ's `getJobCounts`: `paused` are waiting jobs of a paused queue, which BullMQ 6 no longer keeps
    /// apart.
    private static func counts(of queue: QueueSummary) -> JSON {
        let states: [JobState] = [.active, .delayed, .prioritized, .failed, .completed, .waitingChildren]
        var members = [Member("waiting", .number(queue.counts[.waiting] - queue.waitingInPaused))]
        members += states.map { Member($0.rawValue, .number(queue.counts[$0])) }
        if queue.family != .bullmq6 || queue.waitingInPaused > 0 {
            members.append(Member("paused", .number(queue.waitingInPaused)))
        }
        return .object(members)
    }
}
