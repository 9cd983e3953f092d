import Canvas
import Queues

/// The detail of the queue under the cursor, beside the other panes of a wide screen.
extension QueuesScreen {
    /// Draws the counts of the queue under the cursor, and charts of its last quarter of an hour as far as there is room.
    func drawFacts(_ history: History, into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        guard rect.rows > 1, let current else { return }
        let title = DisplayText("\(Words.name(current.id.name)): detail", glyphs: context.glyphs)
        frame.rule(rect.row(0), title: StyledText(title, context[.title]), context)
        var rest = rect.split(top: 1).rest
        for line in [counts(of: current, context), facts(of: current, context)] {
            let place: Rect
            (place, rest) = rest.split(top: 1)
            frame.draw(line, in: place, context)
        }
        let charts = charts(of: current, history, context)
        let shown = min(charts.count, rest.rows / Self.leastChart)
        for (index, chart) in charts.prefix(shown).enumerated() {
            let place: Rect
            (place, rest) = rest.split(top: min(Self.mostChart, rest.rows / (shown - index)))
            chart.draw(into: &frame, in: place, at: nil, context)
        }
    }

    /// The heights of a chart with its title and its times.
    private static let (leastChart, mostChart) = (4, 11)

    /// Returns the number of jobs in each state that comes before the end.
    private func counts(of queue: QueueSummary, _ context: DrawContext) -> FittedLine {
        var line = FittedLine()
        let states: [JobState] = [.waiting, .active, .delayed, .prioritized, .waitingChildren]
        for (index, state) in states.enumerated() {
            line.append(
                context.count(queue.counts[state], state.role)
                    + StyledText(DisplayText(" " + state.rawValue), context[.muted]), priority: 9 - index)
        }
        return line
    }

    /// Returns the finished jobs of a queue, and what is known of its workers and limits.
    private func facts(of queue: QueueSummary, _ context: DrawContext) -> FittedLine {
        var line = FittedLine()
        func append(_ value: StyledText, _ words: String, priority: Int) {
            line.append(value + StyledText(DisplayText(" " + words), context[.muted]), priority: priority)
        }
        append(context.count(queue.counts[.failed], .failed), "failed", priority: 9)
        append(context.count(queue.counts[.completed], .completed), "completed", priority: 8)
        append(
            context.count(queue.evidence.workers, .text), queue.evidence.workers == 1 ? "worker" : "workers",
            priority: 7)
        if let limit = queue.concurrency {
            line.append(StyledText(DisplayText("concurrency \(Format.count(limit))"), context[.muted]), priority: 6)
        }
        if queue.isPaused { line.append(StyledText(context.glyphs.pause + " paused", context[.paused]), priority: 5) }
        return line
    }

    /// Returns the charts of the last minutes, the most important first.
    private func charts(of queue: QueueSummary, _ history: History, _ context: DrawContext) -> [MetricsChart] {
        let last = context.now / 60_000
        let first = last - Int64(QueueMinutes.count) + 1
        let axis = MetricsChart.Axis(range: .quarter, start: first * 60_000, isPast: isPast)
        func finished(_ name: String, _ kind: MinutePicture.Kind, _ role: ThemeRole) -> MetricsChart? {
            MinutePicture(kind, of: queue.id, in: history, now: context.now).map { picture in
                MetricsChart(
                    name: name, values: picture.counts.map { $0.map(Double.init) },
                    source: Words.source(picture.source), role: role, kind: .blocks, axis: axis,
                    latest: Words.lastStep(of: .quarter))
            }
        }
        var seen = (history[queue.id]?.minutes.points(first..<last + 1) ?? []).map { $0[.waiting] }
        // The last minute of the past has what came after the moment that is shown.
        if isPast, !seen.isEmpty { seen[seen.count - 1] = queue.counts[.waiting] }
        let waiting = MetricsChart(
            name: "waiting", values: seen.map { $0.map(Double.init) }, source: Words.source(.seen),
            role: .waiting, kind: .dots, axis: axis)
        return [
            finished("failed/min", .failed, .failed), finished("completed/min", .completed, .completed), waiting,
        ].compactMap(\.self)
    }
}
