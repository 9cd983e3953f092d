internal import Dashboard
internal import JSONText
internal import Queues
internal import Threads

extension CommandEntry {
    static let schedulers = reading(
        "schedulers", NoOptions.self, operands: [Operand("QUEUE", .optional)], searchesQueues: true,
        summary: "List job schedulers and legacy repeatables.",
        details: [
            "Those that run next come first, at most \(JobSchedulers.limit). L marks a legacy repeatable. In JSON a scheduler has the names of BullMQ's own, "
                + "and words for its rhythm, its pending job and its next \(JobScheduler.runCount) runs."
        ]
    ) { session, _ throws(CommandFailure) in
        let queue = session.operands.isEmpty ? nil : try session.queue(session.operands[0])
        // For all queues, the queues must be found first.
        let readable = queue == nil ? try session.allQueues().count : 0
        let found = try session.ask { store throws(Trouble) -> JobSchedulers? in
            let answer = try store.answer(.schedulers(queue), now: WallClock.now)
            guard case .schedulers(let schedulers) = answer.content else { return nil }
            return schedulers
        }
        let schedulers = found?.schedulers ?? []
        for (id, parts) in found?.unreadable ?? [:] {
            session.findings.note(parts, of: id, isPart: !schedulers.isEmpty || readable > found?.unreadable.count ?? 0)
        }
        try session.print(schedulers, json: JSON.scheduler, table: session.listing.lines)
    }
}

extension JSON {
    fileprivate static func scheduler(_ scheduler: JobScheduler) -> JSON {
        var (every, pattern, zone): (JSON, JSON, JSON) = (.null, .null, .null)
        switch scheduler.rhythm {
        case .every(let interval): every = .number(interval)
        case .cron(let text, let name): (pattern, zone) = (.string(text), name.map { .string($0) } ?? .null)
        case nil: break
        }
        return .object([
            Member("prefix", .bytes(scheduler.queue.prefix)), Member("queue", .bytes(scheduler.queue.name)),
            Member("key", .bytes(scheduler.id)), Member("name", .bytes(scheduler.name)), Member("every", every),
            Member("pattern", pattern), Member("tz", zone), Member("words", .string(scheduler.words)),
            Member("next", .number(scheduler.nextRun)),
            Member("runs", .array(scheduler.runs.map { .number($0) })),
            Member("last", .number(scheduler.lastRun)), Member("iterationCount", .number(scheduler.iterations)),
            Member("limit", .number(scheduler.limit)), Member("startDate", .number(scheduler.startDate)),
            Member("endDate", .number(scheduler.endDate)), Member("offset", .number(scheduler.offset)),
            Member("pendingJob", .bytes(scheduler.pendingJob.bytes)),
            Member("pending", .string(String(describing: scheduler.pending))),
            Member("hasPendingJob", .boolean(scheduler.hasPendingJob)), Member("legacy", .boolean(scheduler.isLegacy)),
        ])
    }
}
