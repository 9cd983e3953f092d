internal import Canvas
internal import Dashboard
internal import JSONText
internal import Queues
internal import Threads

extension CommandEntry {
    static let workers = reading(
        "workers", NoOptions.self, operands: [Operand("QUEUE", .optional)], searchesQueues: true,
        summary: "List the workers and the jobs that they hold.",
        details: [
            "They are found by the names of their connections, as the official libraries give them; one CLIENT LIST is all that "
                + "is asked. Workers of the same name are one. One that is gone and has left jobs is listed as well."
        ]
    ) { session, _ throws(CommandFailure) in
        let queue = session.operands.isEmpty ? nil : try session.queue(session.operands[0])
        let queues = if let queue { [queue] } else { try session.allQueues().map(\.id) }
        let report = try session.ask { store throws(Trouble) in try store.workers(of: queues, now: WallClock.now) }
        session.findings.note(report.unreadable, isPart: true)
        session.findings.note(missingJobs: report.missing)
        let groups = WorkerGroup.all(in: report)
        if report.listTrouble == nil || !groups.isEmpty {
            try session.print(groups, json: JSON.worker) { groups in
                Table(columns: session.workerColumns).lines(
                    groups, width: StandardStream.output.columns, glyphs: session.glyphs)
            }
        }
        if report.isOfReplica, session.output.format == .table {
            StandardStream.error.write(
                "bulltop: workers that are not listed are unknown: they connect to the primary, and this is a replica\n"
            )
        }
        if let trouble = report.listTrouble { throw .trouble(trouble, address: session.source.address) }
    }
}

extension CommandSession {
    fileprivate var workerColumns: [TableColumn<WorkerGroup>] {
        let glyphs = glyphs
        func column(
            _ title: DisplayText, priority: Int, alignment: Alignment = .left,
            _ text: @escaping @Sendable (WorkerGroup) -> [UInt8]
        ) -> TableColumn<WorkerGroup> {
            TableColumn(
                title, width: .flexible(min: 6, ideal: 16, max: 40), alignment: alignment, priority: priority
            ) { StyledText(DisplayText(text($0), glyphs: glyphs)) }
        }
        return [
            column("Queue", priority: 9) { $0.queue.name },
            column("Worker", priority: 8) { $0.name ?? [] },
            column("State", priority: 8) { Array($0.words.utf8) },
            column("Jobs", priority: 5) { Array($0.jobs.map(\.id.bytes).joined(separator: Array(" ".utf8))) },
            column("Address", priority: 7) { $0.addresses.first ?? [] },
            column("Connections", priority: 3, alignment: .right) { Array($0.connectionWords.utf8) },
            column("Connected", priority: 6, alignment: .right) { Array(($0.age.map(Format.age) ?? "").utf8) },
            column("Idle", priority: 5, alignment: .right) { Array(($0.idle.map(Format.age) ?? "").utf8) },
            column("Library", priority: 4) { $0.library ?? [] },
        ]
    }
}

extension WorkerGroup {
    /// The number of its connections; `?` where its worker may be connected, and is not known.
    fileprivate var connectionWords: String {
        switch presence {
        case .connected, .gone: String(addresses.count)
        case .unknown, .elsewhere, .unnamed: "?"
        }
    }
}

extension JSON {
    fileprivate static func worker(_ worker: WorkerGroup) -> JSON {
        .object([
            Member("prefix", .bytes(worker.queue.prefix)), Member("queue", .bytes(worker.queue.name)),
            Member("name", .bytes(worker.name)), Member("addresses", .array(worker.addresses.map { .bytes($0) })),
            Member("age", .number(worker.age)), Member("idle", .number(worker.idle)),
            Member("library", .bytes(worker.library)), Member("presence", .string(worker.presenceWord)),
            Member("jobs", .array(worker.jobs.map(job))),
        ])
    }

    private static func job(_ row: JobRow) -> JSON {
        .object([
            Member("id", .bytes(row.id.bytes)), Member("name", .bytes(row.name)),
            Member("processedOn", .number(row.processedOn)),
            Member("hasLock", row.lock.map { .boolean($0 != .missing) } ?? .null),
        ])
    }
}
