internal import Dashboard
internal import JSONText
internal import Queues
internal import Threads

/// The options for listing queues.
struct QueueListing: CommandOptions {
    /// The column to sort by.
    var sort: String?
    /// The text that names must contain.
    var filter: [UInt8]?

    static let options: [OptionBinding<QueueListing>] = [
        .value(
            "--sort", Option.Value("COLUMN", choices: Listing.queueColumns), \.sort,
            summary: "The column to sort by: \(Listing.queueColumns.joined(separator: ", ")) (name)."
        ) { word throws(UsageError) in
            // The older word for it.
            let word = word.text == "state" ? Argument("health") : word
            return try OptionValue.choice("--sort", word, of: Listing.queueColumns)
        },
        .filter(\.filter),
    ]
}

extension CommandEntry {
    static let queues = reading(
        "queues", QueueListing.self, searchesQueues: true, summary: "List the queues with their counts.",
        details: [
            "All keys of the database are gone through once, in small steps. In JSON a queue has prefix, name, library, "
                + "family, paused and counts."
        ]
    ) { session, listing throws(CommandFailure) in
        var queues = try session.allQueues()
        if queues.isEmpty, let lack = session.server.lackOfData { session.complain("the replica \(lack) yet") }
        if let text = listing.filter { queues = Listing.filtered(queues, by: text) }
        if let column = listing.sort { queues = Listing.sorted(queues, by: column) }
        session.findings.note(queues)
        try session.print(queues, json: JSON.queue, table: session.listing.lines)
    }

    static let counts = reading(
        "counts", NoOptions.self, operands: [Operand("QUEUE", .oneOrMore)],
        summary: "Count the jobs of queues by state.",
        details: ["Reads only these queues, so it is quick on a large server, too."]
    ) { session, _ throws(CommandFailure) in
        let queues = try session.queues(session.operands)
        let found = try session.ask { store throws(Trouble) in try store.summaries(of: queues, now: WallClock.now) }
        session.findings.note(found)
        try session.print(found, json: JSON.counts, table: session.listing.lines)
    }
}

extension JSON {
    /// Returns a queue as the commands print it.
    static func queue(_ queue: QueueSummary) -> JSON {
        .object([
            Member("prefix", .bytes(queue.id.prefix)), Member("name", .bytes(queue.id.name)),
            Member("library", queue.isLibraryKnown ? .string(queue.family?.isBull == true ? "bull" : "bullmq") : .null),
            Member("family", .number(queue.family.flatMap { $0.isBull ? nil : $0.rawValue })),
            Member("paused", queue.cannotRead("meta") ? .null : .boolean(queue.isPaused)),
            Member("counts", counts(of: queue)),
            Member("health", .string(queue.health(at: WallClock.now).verdict.word)),
            Member("evidence", evidence(queue, now: WallClock.now)), Member("workers", .number(queue.evidence.workers)),
            Member("errors", errors(queue.unreadable)),
        ])
    }

    fileprivate static func counts(_ queue: QueueSummary) -> JSON {
        .object([
            Member("prefix", .bytes(queue.id.prefix)), Member("name", .bytes(queue.id.name)),
            Member("counts", counts(of: queue)),
            Member("health", .string(queue.health(at: WallClock.now).verdict.word)),
            Member("evidence", evidence(queue, now: WallClock.now)), Member("workers", .number(queue.evidence.workers)),
            Member("errors", errors(queue.unreadable)),
        ])
    }

    /// Returns the unreadable keys, each without the queue's base and with its reason.
    static func errors(_ unreadable: [Unreadable]) -> JSON {
        .array(
            unreadable.map { part in
                .object([Member("key", .bytes(part.key)), Member("error", .string(part.trouble.reason))])
            })
    }

    /// Returns the counts under the names of BullMQ's `getJobCounts`.
    private static func counts(of queue: QueueSummary) -> JSON {
        .object(queue.clientCounts.map { Member($0.name, .number($0.count)) })
    }
}
