import Canvas
import Queues

/// The columns of a flow.
enum FlowColumn {
    /// The maximum number of levels that are indented; deeper ones have the same indentation.
    private static let deepest = 12

    static func table(_ context: DrawContext) -> [TableColumn<FlowLine>] { names(context) + states(context) }

    private static func names(_ context: DrawContext) -> [TableColumn<FlowLine>] {
        [
            TableColumn("Job", width: .flexible(min: 18, ideal: 36, max: 80), priority: 100) { line in
                let indent = StyledText(.spaces(2 * min(line.depth, deepest)), context[.text])
                switch line {
                case .more(let more):
                    let words = "\(Format.count(more.count)) \(more.isBefore ? "before" : "more")"
                    return indent + StyledText(context.glyphs.ellipsis + DisplayText(" " + words), context[.key])
                case .job(let job):
                    let name = StyledText(
                        "  " + DisplayText(job.node.name ?? [], glyphs: context.glyphs), context[.muted])
                    return indent + sign(of: job.node, context) + context.name(job.node.id.bytes) + name
                }
            },
            TableColumn("Queue", width: .flexible(min: 8, ideal: 12, max: 24), priority: 90) { line in
                line.node.map { context.name($0.queue.name) } ?? StyledText()
            },
            TableColumn("State", width: .fixed(16), priority: 95) { line in
                line.node.map { state(of: $0, context) } ?? StyledText()
            },
        ]
    }

    private static func states(_ context: DrawContext) -> [TableColumn<FlowLine>] {
        [
            TableColumn("Children", width: .fixed(11), alignment: .right, priority: 80) { line in
                guard let counts = line.node?.counts, counts.total > 0 else { return StyledText() }
                let done = CountSum([counts.processed, counts.ignored]).atLeast
                let words = "\(Format.shortCount(done))/\(Format.shortCount(counts.total))"
                return StyledText(DisplayText(words), context[counts.failed > 0 ? .error : .text])
            },
            column(.progress, priority: 50, context),
            column(.added, priority: 60, context), column(.finished, priority: 70, context),
            TableColumn("If it fails", width: .fixed(15), priority: 40) { line in
                guard let node = line.node, node.row?.parentKey != nil else { return StyledText() }
                return StyledText(DisplayText(node.policyWords), context[.muted])
            },
            TableColumn("What blocks, or why it failed", width: .flexible(min: 20, ideal: 60, max: 400), priority: 92) {
                line in
                line.node.map { remark(on: $0, context) }
                    ?? StyledText(DisplayText(context.keys[.open] + " shows them"), context[.muted])
            },
        ]
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
        return StyledText(DisplayText(node.placeWord), context[node.placeWord == "removed" ? .muted : .warning])
    }
}
