import Canvas
import Queues

/// The columns of the servers, and of the queues of all of them.
enum ServerColumn {
    /// Returns the columns of the servers, from left to right, for a number of cells. Health is in as many words as have room
    /// beside the names and the counts, and other columns are left out before its words are.
    static func table(
        _ servers: [ServerSummary], columns: Int, _ context: DrawContext
    ) -> [TableColumn<ServerSummary>] {
        let names = servers.map { DisplayText($0.name, glyphs: context.glyphs).width + 2 }.max() ?? 0
        let alarms = Self.alarms(servers, context)
        let room = Self.room(
            columns, names: [names], others: [stateColumns] + alarms.map { _ in alarmColumns } + Self.counts(columns))
        let widest = servers.map { $0.health(context, in: room).width }.max() ?? 0
        return [name(context)] + alarms + status(context) + counts(context) + [
            TableColumn("Health", width: .flexible(min: stable(widest, room), ideal: 40, max: 400), priority: 95) {
                $0.health(context, in: room)
            }
        ]
    }

    /// Returns the cells of a column of verdicts, the widest of which needs some of them. It grows in steps, so that a number in
    /// a verdict that grows moves no other column.
    private static func stable(_ widest: Int, _ room: Int) -> Int {
        min(room, max(26, (widest + 7) / 8 * 8))
    }

    /// Returns the cells that a verdict has beside names and other columns, of a table with its margins.
    private static func room(_ columns: Int, names: [Int], others: [Int]) -> Int {
        let taken = (names.map { max(6, min($0, columns * 2 / 5)) } + others).reduce(0) { $0 + $1 + 2 }
        return max(1, columns - 4 - taken)
    }

    /// Returns the cells of the counts of failed and waiting jobs, which a narrow table leaves out before health.
    private static func counts(_ columns: Int) -> [Int] { columns < 60 ? [] : [7, 7] }

    /// The cells of the state of a server.
    private static let stateColumns = 13

    private static func name(_ context: DrawContext) -> TableColumn<ServerSummary> {
        named("Server", priority: 100) { server in
            let sign = server.isInFront ? context.glyphs.mark + " " : .spaces(2)
            let own = server.context(context)
            return StyledText(sign, context[.key]) + server.label(own)
        }
    }

    /// Returns the column of raised alarms; none where no server has alarms.
    private static func alarms(_ servers: [ServerSummary], _ context: DrawContext) -> [TableColumn<ServerSummary>] {
        guard servers.contains(where: { !$0.alarms.alarms.isEmpty }) else { return [] }
        return [
            TableColumn("Alarms", width: .fixed(alarmColumns), alignment: .right, priority: 99) { server in
                let own = server.context(context)
                guard let level = server.alarms.level(of: server.alarms.raisedQueues) else { return StyledText() }
                let count = Format.shortCount(server.alarms.raisedCount)
                return StyledText(context.glyphs.alarm + " " + DisplayText(count), own[level.role])
            }
        ]
    }

    /// Returns a column of names, which are cut last.
    private static func named<Row>(
        _ title: DisplayText, priority: Int, _ cell: @escaping @Sendable (Row) -> StyledText
    ) -> TableColumn<Row> {
        var column = TableColumn(title, width: .flexible(min: 10, ideal: 22, max: 40), priority: priority, cell: cell)
        column.isName = true
        return column
    }

    private static let alarmColumns = 6

    private static func status(_ context: DrawContext) -> [TableColumn<ServerSummary>] {
        [
            TableColumn("State", width: .fixed(stateColumns), priority: 98) { server in
                StyledText(DisplayText(server.word), context[server.role])
            },
            TableColumn("Role", width: .fixed(8), priority: 60) { server in
                StyledText(DisplayText(server.roleWord), server.context(context)[.text])
            },
            TableColumn("Version", width: .flexible(min: 7, ideal: 12, max: 24), priority: 50) { server in
                let parts = [server.server?.product ?? "redis", server.server?.version].compactMap(\.self)
                let words = server.server?.version == nil ? "" : parts.map { Words.short($0) }.joined(separator: " ")
                return StyledText(DisplayText(words, glyphs: context.glyphs), server.context(context)[.muted])
            },
            TableColumn("Memory", width: .fixed(9), alignment: .right, priority: 55) { server in
                let words = server.server?.usedMemory.map { Format.bytes($0) } ?? ""
                return StyledText(DisplayText(words), server.context(context)[.text])
            },
            TableColumn("Changes", width: .fixed(9), priority: 70) { server in
                let isAllowed = server.changesWord == "allowed"
                return StyledText(
                    DisplayText(server.changesWord), server.context(context)[isAllowed ? .text : .warning])
            },
        ]
    }

    private static func counts(_ context: DrawContext) -> [TableColumn<ServerSummary>] {
        [
            TableColumn("Workers", width: .fixed(7), alignment: .right, priority: 65) { server in
                server.sum(.text, context) { $0.evidence.workers }
            },
            TableColumn("Failed", width: .fixed(7), alignment: .right, priority: 90) { server in
                server.sum(.failed, context) { $0.counts[.failed] }
            },
            TableColumn("Waiting", width: .fixed(7), alignment: .right, priority: 88) { server in
                server.sum(.waiting, context) { $0.counts[.waiting] }
            },
        ]
    }

    /// Returns the columns of the queues of all servers, from left to right.
    static func queues(
        _ rows: [ServedQueue], of servers: [ServerSummary], columns: Int, _ context: DrawContext
    ) -> [TableColumn<ServedQueue>] {
        let names = [
            servers.map { DisplayText($0.name, glyphs: context.glyphs).width }.max() ?? 0,
            rows.prefix(200).map { context.name($0.queue.id.name).width }.max() ?? 0,
        ]
        let room = Self.room(columns, names: names, others: columns < 60 ? [7] : Self.counts(columns))
        let widest = rows.prefix(200).map { $0.verdict.text(context, in: room).width }.max() ?? 0
        let contexts = servers.map { $0.context(context) }
        @Sendable func own(_ row: ServedQueue) -> DrawContext { contexts[row.key.server] }
        func count(
            _ title: DisplayText, _ role: ThemeRole, priority: Int, _ number: @escaping @Sendable (QueueSummary) -> Int?
        ) -> TableColumn<ServedQueue> {
            TableColumn(title, width: .fixed(max(7, title.width)), alignment: .right, priority: priority) { row in
                own(row).count(number(row.queue), role)
            }
        }
        return [
            named("Server", priority: 99) { row in servers[row.key.server].label(own(row)) },
            named("Queue", priority: 100) { row in
                let level = servers[row.key.server].alarms.level(of: [row.key.queue])
                let sign = level.map { StyledText(" " + context.glyphs.alarm, own(row)[$0.role]) } ?? StyledText()
                return own(row).name(row.queue.id.name) + sign
            },
            TableColumn("Health", width: .fixed(stable(widest, room)), priority: 97) {
                row in row.verdict.text(own(row), in: room)
            },
            count("Failed/min", .failed, priority: 80) { $0.failedPerMinute },
            count("Failed", .failed, priority: 96) { $0.counts[.failed] },
            count("Waiting", .waiting, priority: 95) { $0.counts[.waiting] },
            count("Active", .active, priority: 93) { $0.counts[.active] },
            count("Workers", .text, priority: 67) { $0.evidence.workers },
        ]
    }
}

extension ServerSummary {
    /// Returns the context for its cells: out of date where it does not answer, and at the time of its own reading.
    fileprivate func context(_ context: DrawContext) -> DrawContext {
        var own = context
        own.isStale = trouble != nil || connection == nil
        own.now = takenAt ?? context.now
        return own
    }

    /// Returns its name in its style.
    fileprivate func label(_ context: DrawContext) -> StyledText {
        let style = context.isStale ? context[.text] : nameStyle ?? context[.text]
        return StyledText(DisplayText(name, glyphs: context.glyphs), style)
    }

    fileprivate var role: ThemeRole {
        switch connection {
        case nil: .muted
        case .connecting: .warning
        case .connected: .success
        case .down: .error
        }
    }

    fileprivate var roleWord: String {
        guard let server, server.isRead else { return "" }
        if server.isReplica { return "replica" }
        return server.nodes.contains { $0.slots != nil } ? "cluster" : "primary"
    }

    fileprivate var changesWord: String {
        if connection == nil { return "" }
        if isReadOnly { return "read-only" }
        if server?.replay != nil { return "recording" }
        return server?.isReplica == true ? "refused" : "allowed"
    }

    /// Returns a sum over its queues; nothing before they are read.
    fileprivate func sum(
        _ role: ThemeRole, _ context: DrawContext, _ count: (QueueSummary) -> Int?
    ) -> StyledText {
        guard let queues else { return StyledText() }
        return self.context(context).sum(CountSum(queues.map(count)), role)
    }

    /// Returns the reason why it does not answer, or the gravest verdict on its queues.
    fileprivate func health(_ context: DrawContext, in columns: Int) -> StyledText {
        if let trouble {
            let advice = DisplayText(Words.advice(trouble).text, glyphs: context.glyphs)
            return StyledText(advice.width > max(columns, 30) ? DisplayText(trouble.badge) : advice, context[.error])
        }
        guard connection != nil else {
            return StyledText(DisplayText("\(context.keys[.screen(.open)]) connects"), context[.muted])
        }
        let now = takenAt ?? context.now
        let judged = (queues ?? []).map { (queue: $0, verdict: $0.health(at: now).verdict) }
        guard let (queue, verdict) = judged.min(by: ServedQueue.isWorse) else { return StyledText() }
        let own = self.context(context)
        let words = verdict.text(own, in: columns)
        guard verdict.wantsAttention else { return words }
        let name = StyledText(DisplayText(" (" + Words.name(queue.id.name) + ")", glyphs: own.glyphs), own[.muted])
        return words.width + name.width <= columns ? words + name : words
    }
}
