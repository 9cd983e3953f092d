internal import Canvas
internal import Dashboard
internal import JSONText
internal import QueueStore
internal import Queues

extension CommandEntry {
    static let schedulers = reading(
        "schedulers", operands: [Operand("QUEUE", .optional)],
        summary: "List job schedulers, legacy repeatables included.",
        details: [
            "Those that run next come first, at most \(JobSchedulers.limit). In JSON a scheduler has the names of BullMQ's own, "
                + "and words for its rhythm, its pending job and its next \(JobScheduler.runCount) runs."
        ]
    ) { session throws(CommandFailure) in
        let queue = session.operands.isEmpty ? nil : try session.queue(session.operands[0])
        // Those of all queues are those of the queues that were found.
        if queue == nil { _ = try session.allQueues() }
        let found = try session.ask { store throws(Trouble) -> JobSchedulers? in
            let answer = try store.answer(.schedulers(queue), now: WallClock.now)
            guard case .schedulers(let schedulers) = answer.content else { return nil }
            return schedulers
        }
        let columns = session.schedulerColumns
        try session.print(found?.schedulers ?? [], json: JSON.scheduler) { schedulers in
            Table(columns: columns).lines(schedulers, width: StandardStream.output.columns, glyphs: session.glyphs)
        }
    }
}

extension CommandSession {
    fileprivate var schedulerColumns: [TableColumn<JobScheduler>] {
        let (glyphs, now) = (glyphs, WallClock.now)
        func column(
            _ title: DisplayText, priority: Int, _ text: @escaping @Sendable (JobScheduler) -> [UInt8]
        ) -> TableColumn<JobScheduler> {
            TableColumn(title, width: .flexible(min: 6, ideal: 20, max: 60), priority: priority) {
                StyledText(DisplayText(text($0), glyphs: glyphs))
            }
        }
        return [
            column("Queue", priority: 9) { $0.queue.name },
            column("Scheduler", priority: 8) { $0.id },
            column("Runs", priority: 7) { Array($0.words.utf8) },
            column("Next run", priority: 6) { Array(Format.time($0.nextRun).utf8) },
            column("In", priority: 5) {
                Array(($0.hasPendingJob ? Format.age(Format.elapsed(from: now, to: $0.nextRun)) : "stopped").utf8)
            },
            column("Count", priority: 4) { Array(($0.iterations.map { String($0) } ?? "").utf8) },
            column("Limit", priority: 3) { Array(($0.limit.map { String($0) } ?? "").utf8) },
            column("Job", priority: 2) { $0.name },
        ]
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
            Member("hasPendingJob", .boolean(scheduler.hasPendingJob)), Member("legacy", .boolean(scheduler.isLegacy)),
        ])
    }
}
