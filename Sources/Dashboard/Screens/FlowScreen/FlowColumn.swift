import Canvas
import Queues

/// The columns of a flow.
enum FlowColumn {
    /// The maximum number of levels that are indented; deeper ones have the same indentation.
    private static let deepest = 12

    /// Returns the columns from left to right, for some lines in a number of cells. Names and reasons get the room: the
    /// other columns are as wide as their content, and those without any are left out.
    static func table(_ lines: [FlowLine], columns: Int, _ context: DrawContext) -> [TableColumn<FlowLine>] {
        names(lines, columns, context)
            + [
                fitted("Children", .right, priority: 80, lines) { children(of: $0, context) },
                fitted("Progress", .left, priority: 50, lines) { progress(of: $0, context) },
            ].compactMap(\.self)
            + [
                column(.added, priority: 60, context),
                lines.contains { $0.node?.row?.showsEnd == true } ? column(.finished, priority: 70, context) : nil,
                fitted("If it fails", .left, priority: 40, lines) { policy(of: $0, context) },
                remarks(lines, columns, context),
            ].compactMap(\.self)
    }

    private static func names(
        _ lines: [FlowLine], _ columns: Int, _ context: DrawContext
    ) -> [TableColumn<FlowLine>] {
        let job: @Sendable (FlowLine) -> StyledText = { name(of: $0, context) }
        let queue: @Sendable (FlowLine) -> StyledText = { line in
            line.node.map { context.name($0.queue.name) } ?? StyledText()
        }
        let (widest, widestQueue) = (width(of: job, in: lines), width(of: queue, in: lines))
        let jobs = ColumnWidth.flexible(min: min(widest, max(18, columns / 4)), ideal: min(widest, 60), max: 80)
        let queues = ColumnWidth.flexible(
            min: min(widestQueue, max(8, columns / 10)), ideal: min(widestQueue, 24), max: min(widestQueue, 40))
        return [
            TableColumn("Job", width: jobs, priority: 100, cell: job),
            TableColumn("Queue", width: queues, priority: 90, cell: queue),
        ]
            + [fitted("State", .left, priority: 95, lines) { $0.node.map { state(of: $0, context) } ?? StyledText() }]
            .compactMap(\.self)
    }

    /// Returns the column for why a job blocks or failed, the last one.
    private static func remarks(
        _ lines: [FlowLine], _ columns: Int, _ context: DrawContext
    ) -> TableColumn<FlowLine> {
        let cell: @Sendable (FlowLine) -> StyledText = { line in
            line.node.map { remark(on: $0, context) }
                ?? StyledText(DisplayText(context.keys[.open] + " shows them"), context[.muted])
        }
        let widest = width(of: cell, in: lines)
        return TableColumn(
            "What blocks, or why it failed",
            width: .flexible(min: min(widest, columns / 3), ideal: min(widest, 100), max: 400), priority: 92, cell: cell
        )
    }

    /// Returns a column that is as wide as its content in these lines; nil where there is none.
    private static func fitted(
        _ title: DisplayText, _ alignment: Alignment, priority: Int, _ lines: [FlowLine],
        _ cell: @escaping @Sendable (FlowLine) -> StyledText
    ) -> TableColumn<FlowLine>? {
        let widest = width(of: cell, in: lines)
        guard widest > 0 else { return nil }
        return TableColumn(title, width: .fixed(min(widest, 16)), alignment: alignment, priority: priority, cell: cell)
    }

    /// Returns the width of the widest cell, in cells.
    private static func width(of cell: (FlowLine) -> StyledText, in lines: [FlowLine]) -> Int {
        lines.map { cell($0).width }.max() ?? 0
    }

    /// Returns the name of the job at its place in the tree, or the number of those on other pages.
    private static func name(of line: FlowLine, _ context: DrawContext) -> StyledText {
        let indent = StyledText(.spaces(2 * min(line.depth, deepest)), context[.text])
        switch line {
        case .more(let more):
            let words = "\(Format.count(more.count)) \(more.isBefore ? "before" : "more")"
            return indent + StyledText(context.glyphs.ellipsis + DisplayText(" " + words), context[.key])
        case .job(let job):
            let name = StyledText("  " + DisplayText(job.node.name ?? [], glyphs: context.glyphs), context[.muted])
            return indent + sign(of: job.node, context) + context.name(job.node.id.bytes) + name
        }
    }

    private static func children(of line: FlowLine, _ context: DrawContext) -> StyledText {
        guard let counts = line.node?.counts, counts.total > 0 else { return StyledText() }
        let done = CountSum([counts.processed, counts.ignored]).atLeast
        let words = "\(Format.shortCount(done))/\(Format.shortCount(counts.total))"
        return StyledText(DisplayText(words), context[counts.failed > 0 ? .error : .text])
    }

    private static func progress(of line: FlowLine, _ context: DrawContext) -> StyledText {
        guard let row = line.node?.row, row.hasProgress else { return StyledText() }
        return JobColumn.progress.cell(row, context)
    }

    private static func policy(of line: FlowLine, _ context: DrawContext) -> StyledText {
        guard let node = line.node, node.row?.parentKey != nil else { return StyledText() }
        return StyledText(DisplayText(node.policyWords), context[.muted])
    }

    private static func column(_ column: JobColumn, priority: Int, _ context: DrawContext) -> TableColumn<FlowLine> {
        column.ranked(priority).column(context) { $0.node?.row }
    }

    /// Returns the remark on a job: why it blocks its parent, what could not be read, and why it failed.
    private static func remark(on node: FlowNode, _ context: DrawContext) -> StyledText {
        var parts: [StyledText] = []
        if let obstacle = node.obstacleWords {
            parts.append(StyledText(DisplayText(obstacle), context[.error]))
        }
        if let part = node.unreadable.first {
            let words = "? " + Words.name(part.key) + ": " + part.trouble.reason
            parts.append(StyledText(DisplayText(words, glyphs: context.glyphs), context[.warning]))
        }
        if let words = node.effectWords { parts.append(StyledText(DisplayText(words), context[.warning])) }
        if let deferred = node.deferredFailure {
            let words = "deferred failure: " + DisplayText(deferred.firstLine, glyphs: context.glyphs)
            parts.append(StyledText(words, context[.warning]))
        }
        if node.isRepeated { parts.append(StyledText("stands elsewhere in the flow", context[.muted])) }
        if node.hidden > 0 {
            let words = "\(Format.count(node.hidden, "child", "children")) not listed"
            parts.append(StyledText(DisplayText(words), context[.warning]))
        }
        let failure = DisplayText((node.row?.failedReason ?? []).firstLine, glyphs: context.glyphs)
        if !failure.isEmpty { parts.append(StyledText(failure, context[.text])) }
        return parts.dropFirst().reduce(parts.first ?? StyledText()) {
            $0 + StyledText(.spaces(2), context[.text]) + $1
        }
    }

    private static func sign(of node: FlowNode, _ context: DrawContext) -> StyledText {
        guard node.counts.total > 0, !node.isRepeated else { return StyledText("  ") }
        let isOpen = node.listed > 0
        return StyledText((isOpen ? context.glyphs.expanded : context.glyphs.collapsed) + " ", context[.border])
    }

    /// Returns the state of a job, with a sign where it blocks its parent: narrow screens have no room for the reason.
    static func state(of node: FlowNode, _ context: DrawContext) -> StyledText {
        let sign = node.obstacle == nil ? StyledText() : StyledText(context.glyphs.failure + " ", context[.error])
        return sign + word(for: node, context)
    }

    private static func word(for node: FlowNode, _ context: DrawContext) -> StyledText {
        if let state = node.state { return StyledText(DisplayText(state.rawValue), context[state.role]) }
        if !node.unreadable.isEmpty { return StyledText("?", context[.warning]) }
        return StyledText(DisplayText(node.placeWord), context[node.isLost ? .warning : .muted])
    }
}
