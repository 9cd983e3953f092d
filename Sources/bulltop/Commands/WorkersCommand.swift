internal import Canvas
internal import Dashboard
internal import JSONText
internal import Queues

extension CommandEntry {
    static let workers = reading(
        "workers", NoOptions.self, operands: [Operand("QUEUE", .optional)], searchesQueues: true,
        summary: "List the connected workers.",
        details: [
            "They are found by the names of their connections, as the official libraries give them; one CLIENT LIST is all that "
                + "is asked. Libraries that name every connection show their workers of one host and name as one."
        ]
    ) { session, _ throws(CommandFailure) in
        let queue = session.operands.isEmpty ? nil : try session.queue(session.operands[0])
        let queues = if let queue { [queue] } else { try session.allQueues().map(\.id) }
        let all = try session.ask { store throws(Trouble) in try store.workers(of: queues) }
        let workers = all.filter { queue == nil || $0.queue == queue }
        try session.print(workers, json: JSON.worker) { workers in
            Table(columns: session.workerColumns).lines(
                workers, width: StandardStream.output.columns, glyphs: session.glyphs)
        }
    }
}

extension CommandSession {
    fileprivate var workerColumns: [TableColumn<Worker>] {
        let glyphs = glyphs
        func column(
            _ title: DisplayText, priority: Int, alignment: Alignment = .left,
            _ text: @escaping @Sendable (Worker) -> [UInt8]
        ) -> TableColumn<Worker> {
            TableColumn(
                title, width: .flexible(min: 6, ideal: 16, max: 40), alignment: alignment, priority: priority
            ) { StyledText(DisplayText(text($0), glyphs: glyphs)) }
        }
        return [
            column("Queue", priority: 9) { $0.queue.name },
            column("Worker", priority: 8) { $0.name ?? [] },
            column("Address", priority: 7) { $0.addresses.first ?? [] },
            column("Connections", priority: 3, alignment: .right) { Array(String($0.addresses.count).utf8) },
            column("Connected", priority: 6, alignment: .right) { Array(($0.age.map(Format.age) ?? "").utf8) },
            column("Idle", priority: 5, alignment: .right) { Array(($0.idle.map(Format.age) ?? "").utf8) },
            column("Library", priority: 4) { $0.library ?? [] },
        ]
    }
}

extension JSON {
    fileprivate static func worker(_ worker: Worker) -> JSON {
        .object([
            Member("prefix", .bytes(worker.queue.prefix)), Member("queue", .bytes(worker.queue.name)),
            Member("name", .bytes(worker.name)), Member("addresses", .array(worker.addresses.map { .bytes($0) })),
            Member("age", .number(worker.age)), Member("idle", .number(worker.idle)),
            Member("library", .bytes(worker.library)),
        ])
    }
}
