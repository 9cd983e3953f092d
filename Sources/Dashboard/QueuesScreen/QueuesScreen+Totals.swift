import Canvas
import Queues

extension QueuesScreen {
    /// The sums over all queues, whatever the filter.
    func drawTotals(into frame: inout Frame, in rect: Rect, context: DrawContext) {
        guard rect.rows > 0, let overview = overview?.content else { return }
        let gap = StyledText("   ")
        var text = number(of: overview.queues, context)
        text += gap + rate(overview.queues.compactMap(\.failedPerMinute), " failed/min", .failed, context)
        text += gap + rate(overview.queues.compactMap(\.completedPerMinute), " done/min", .completed, context)
        let sum = overview.queues.reduce(JobCounts()) { $0 + $1.counts }
        for state in [JobState.failed, .waiting, .active, .delayed, .prioritized, .waitingChildren, .completed] {
            let words: DisplayText = DisplayText(" \(state.rawValue)")
            let piece = QueueColumn.cell(sum[state], state.role, context) + StyledText(words, context[.muted])
            if sum[state] > 0 || state == .failed || state == .waiting || state == .active { text += gap + piece }
        }
        frame.draw(text, in: rect.inset(columns: 2), glyphs: context.glyphs)
    }

    private func number(of queues: [QueueSummary], _ context: DrawContext) -> StyledText {
        var text = StyledText(DisplayText(Format.count(queues.count, "queue")), context[.title])
        let paused = queues.count { $0.isPaused }
        if paused > 0 { text.append(DisplayText(", \(Format.count(paused)) paused"), context[.paused]) }
        if !filter.isEmpty { text.append(DisplayText(", \(Format.count(rows.count)) listed"), context[.match]) }
        if let discovery = overview?.content.discovery, !discovery.isComplete {
            text.append(DisplayText(", looking for more" + progress(discovery)), context[.muted])
        }
        return text
    }

    private func progress(_ discovery: Discovery) -> String {
        guard let total = discovery.totalKeys, total > 0 else { return "" }
        let share = min(1, max(0, Double(discovery.scannedKeys) / Double(total)))
        return " (\(Int(share * 100)) %)"
    }

    private func rate(_ rates: [Int], _ unit: DisplayText, _ role: ThemeRole, _ context: DrawContext) -> StyledText {
        guard !rates.isEmpty else { return StyledText() }
        return QueueColumn.cell(JobCounts.sum(rates), role, context) + StyledText(unit, context[.muted])
    }
}
