import Canvas
import Queues

/// The columns of workers and their jobs.
enum WorkerColumn {
    /// Returns the columns from left to right, for some workers in a number of cells; the queue only where there may be
    /// several, and the address only where addresses differ.
    static func table(
        _ groups: [WorkerGroup], columns: Int, _ context: DrawContext, hasQueues: Bool
    ) -> [TableColumn<WorkerLine>] {
        // Through a Unix socket, all have that of the server's own file.
        let addresses = Set(groups.flatMap(\.addresses)).filter { $0.first != UInt8(ascii: "/") }
        let isTold = addresses.count > 1 || groups.count == 1
        return (hasQueues ? [queue(groups, columns, context)] : []) + ofWork(columns, context)
            + ofConnection(context, isTold ? addresses : [])
    }

    private static func queue(
        _ groups: [WorkerGroup], _ columns: Int, _ context: DrawContext
    ) -> TableColumn<WorkerLine> {
        let names = Set(groups.map(\.queue.name)).map { DisplayText($0, glyphs: context.glyphs).width }.max() ?? 0
        let width = min(max(8, names), max(8, columns < 60 ? columns / 5 : columns / 4))
        return TableColumn("Queue", width: .flexible(min: width, ideal: width, max: max(8, names)), priority: 96) {
            line in
            line.job == nil ? context.name(line.group.queue.name) : StyledText()
        }
    }

    private static func ofWork(_ columns: Int, _ context: DrawContext) -> [TableColumn<WorkerLine>] {
        [
            TableColumn("Worker", width: .flexible(min: 12, ideal: 24, max: 60), priority: 100) { line in
                switch line {
                case .worker(let group): name(of: group, context)
                case .job(let row, _, let isLast): name(of: row, isLast: isLast, context)
                }
            },
            TableColumn(
                "State", width: columns < 60 ? .flexible(min: 11, ideal: 16, max: 16) : .fixed(16), priority: 95
            ) { line in
                switch line {
                case .worker(let group): group.state(context)
                case .job(let row, _, _): JobColumn.lock.cell(row, context).described(as: row, context)
                }
            },
            TableColumn("Jobs", width: .fixed(5), alignment: .right, priority: 80) { line in
                line.job == nil ? context.count(line.group.jobs.count, .text) : StyledText()
            },
            TableColumn("Runs for", width: .fixed(8), alignment: .right, priority: 85) { line in
                switch line {
                case .worker(let group): duration(group.longestRun(now: context.now), context, .muted)
                case .job(let row, _, _): JobColumn.running.cell(row, context)
                }
            },
        ]
    }

    /// Returns the columns about connections from these addresses; without a column for the addresses where there are
    /// none.
    private static func ofConnection(_ context: DrawContext, _ addresses: Set<[UInt8]>) -> [TableColumn<WorkerLine>] {
        let widest = addresses.map { DisplayText($0, glyphs: context.glyphs).width }.max() ?? 0
        let address = TableColumn<WorkerLine>(
            "Address", width: .flexible(min: min(widest, 21), ideal: 21, max: 40), priority: 65
        ) { line in
            guard line.job == nil, let first = line.group.addresses.first else { return StyledText() }
            let rest = line.group.addresses.count - 1
            let more = StyledText(DisplayText(rest > 0 ? " +\(rest)" : ""), context[.muted])
            return StyledText(DisplayText(first, glyphs: context.glyphs), context[.text]) + more
        }
        let times = [
            TableColumn<WorkerLine>("Connected", width: .fixed(9), alignment: .right, priority: 60) { line in
                line.job == nil ? duration(line.group.age, context, .text) : StyledText()
            },
            TableColumn("Idle", width: .fixed(6), alignment: .right, priority: 70) { line in
                line.job == nil ? duration(line.group.idle, context, .text) : StyledText()
            },
        ]
        let library = TableColumn<WorkerLine>(
            "Library", width: .flexible(min: 8, ideal: 14, max: 30), priority: 50
        ) { line in
            guard line.job == nil else { return StyledText() }
            return StyledText(DisplayText(line.group.library ?? [], glyphs: context.glyphs), context[.muted])
        }
        return times + (addresses.isEmpty ? [] : [address]) + [library]
    }

    private static func name(of group: WorkerGroup, _ context: DrawContext) -> StyledText {
        guard let name = group.name else { return StyledText(DisplayText(WorkerGroup.noName), context[.muted]) }
        return context.name(name)
    }

    private static func name(of row: JobRow, isLast: Bool, _ context: DrawContext) -> StyledText {
        let corner = isLast ? context.glyphs.bottomLeft : context.glyphs.teeRight
        let branch = StyledText("  " + corner + " ", context[.border])
        let name = StyledText("  " + DisplayText(row.name, glyphs: context.glyphs), context[.muted])
        return branch + context.name(row.id.bytes) + name
    }

    private static func duration(_ time: Milliseconds?, _ context: DrawContext, _ role: ThemeRole) -> StyledText {
        guard let time else { return StyledText(context.glyphs.absent, context[.muted]) }
        return StyledText(DisplayText(Format.age(time)), context[role])
    }
}

extension StyledText {
    /// Returns the cell of a lock with the word "lock" before it, unless the cell contains it.
    fileprivate func described(as row: JobRow, _ context: DrawContext) -> StyledText {
        row.lock == .missing ? self : StyledText("lock ", context[.muted]) + self
    }
}
