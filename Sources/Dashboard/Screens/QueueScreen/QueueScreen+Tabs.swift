import Canvas
import Queues

extension QueueScreen {
    /// Draws the lists of the queue with their counts, and its other screens. Where they do not all fit, those of lists that
    /// are seldom used and empty are left out first; then whole ones around the chosen one are drawn, with signs for the
    /// others.
    func drawTabs(into frame: inout Frame, in rect: Rect, context: DrawContext) {
        var numbers = Array(QueueTab.all.indices)
        func text(_ number: Int) -> StyledText { tab(QueueTab.all[number], in: max(0, rect.columns - 2), context) }
        func widths() -> [Int] { numbers.map { text($0).width } }
        if widths().reduce(0, +) > rect.columns { numbers.removeAll { isMinor(QueueTab.all[$0]) } }
        let chosen = numbers.firstIndex { QueueTab.all[$0] == tab } ?? 0
        let shown = Self.shown(widths(), around: chosen, in: rect.columns)
        var x = rect.x
        if shown.lowerBound > 0 { x += frame.draw("<", style: context[.key], x: x, y: rect.y) }
        for number in numbers[shown] {
            let columns = frame.draw(text(number), x: x, y: rect.y, columns: rect.x + rect.columns - x)
            frame.note(.tab(number), in: Rect(x: x, y: rect.y, columns: columns, rows: 1))
            x += columns
        }
        guard shown.upperBound < numbers.count else { return }
        frame.draw(">", style: context[.key], x: rect.x + rect.columns - 1, y: rect.y)
    }

    /// Returns whether a tab is of a list that many queues never use, and this one does not use now.
    private func isMinor(_ other: QueueTab) -> Bool {
        guard other != tab, case .list(.state(let state)) = other else { return false }
        return [.prioritized, .waitingChildren].contains(state) && summary?.counts[state] == 0
    }

    /// Returns the indices of the tabs that fit into `columns` with the chosen one among them, as far to the left as
    /// possible. Where some are left out, a column at each end is reserved for the sign.
    private static func shown(_ widths: [Int], around chosen: Int, in columns: Int) -> Range<Int> {
        guard widths.reduce(0, +) > columns else { return widths.indices }
        let room = columns - 2
        var first = 0
        while first < chosen, widths[first...chosen].reduce(0, +) > room { first += 1 }
        var end = first + 1
        while end < widths.count, widths[first...end].reduce(0, +) <= room { end += 1 }
        return first..<max(end, chosen + 1)
    }

    /// Returns a tab: its key, its name and its count where it has one that is known. The chosen one is always shown, so where
    /// it has no room, its count is left out.
    private func tab(_ other: QueueTab, in columns: Int, _ context: DrawContext) -> StyledText {
        let whole = tab(other, count: count(of: other, context), context)
        return whole.width <= columns ? whole : tab(other, count: StyledText(), context)
    }

    private func tab(_ other: QueueTab, count: StyledText, _ context: DrawContext) -> StyledText {
        let number = count.isEmpty ? count : StyledText(" ", context[.muted]) + count
        let key = context.keys.key(of: other.action)
        guard other == tab else {
            return StyledText(DisplayText(key.map { " " + $0 } ?? ""), context[.key])
                + StyledText(DisplayText(" \(other.title)"), context[.muted]) + number
                + StyledText(" ", context[.muted])
        }
        let words = [key, other.title + number.plain].compactMap(\.self).joined(separator: " ")
        return StyledText(" " + DisplayText(words) + " ", context[.tab])
    }

    /// Returns the number of jobs, causes, workers or schedulers of a tab; empty where it has none, or none is known.
    private func count(of tab: QueueTab, _ context: DrawContext) -> StyledText {
        func known(_ number: Int?, _ role: ThemeRole) -> StyledText {
            number.map { context.count($0, role) } ?? StyledText()
        }
        switch tab {
        case .list(.state(let state)):
            return summary.map { context.count($0.counts[state], state.role) } ?? StyledText()
        case .causes: return known(facts.causes, .failed)
        case .workers: return known(facts.workers, .text)
        case .schedulers: return known(facts.schedulers, .text)
        case .list(.latest), .metrics, .events: return StyledText()
        }
    }
}

extension QueueScreen {
    /// Returns how the queue does: its waiting jobs and whether they grow, the active ones, of how many at most where the queue
    /// has a limit, how long the jobs ran that finished last, and how many jobs end each minute.
    func headline(_ context: DrawContext) -> FittedLine {
        var line = FittedLine()
        guard let summary else { return line }
        func append(_ words: String, _ value: StyledText, priority: Int) {
            line.append(StyledText(DisplayText(words + " "), context[.muted]) + value, priority: priority)
        }
        let trend = BacklogTrend(summary.evidence.history)?.text(context) ?? StyledText()
        append(
            "waiting",
            context.count(summary.counts[.waiting], .waiting) + (trend.isEmpty ? trend : StyledText(" ") + trend),
            priority: 9)
        let limit = summary.concurrency.map { StyledText(DisplayText("/" + Format.shortCount($0)), context[.muted]) }
        append("active", context.count(summary.counts[.active], .active) + (limit ?? StyledText()), priority: 8)
        if let run = facts.run {
            // Both together, since neither says how long jobs run.
            let words = "p50 \(Format.duration(run.p50))  p95 \(Format.duration(run.p95))"
            append("run", StyledText(DisplayText(words), context[.text]), priority: 7)
        }
        append("failed/min", context.count(summary.failedPerMinute, .failed), priority: 6)
        append("completed/min", context.count(summary.completedPerMinute, .completed), priority: 5)
        return line
    }
}
