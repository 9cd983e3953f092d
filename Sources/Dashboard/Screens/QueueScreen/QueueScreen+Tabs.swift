import Canvas
import Queues

extension QueueScreen {
    /// Draws the lists of the queue with their counts. Where they do not all fit, draws whole ones around the chosen
    /// one, with signs for the others.
    func drawTabs(into frame: inout Frame, in rect: Rect, context: DrawContext) {
        // The schedulers are a separate screen, which their digit opens, so they get a tab in their place.
        let place = Self.placeOfSchedulers
        var tabs = JobList.tabs.map { tab($0, context) }
        tabs.insert(Self.tab(context.keys.key(of: .visit(.schedulers)), "schedulers", StyledText(), context), at: place)
        let chosen = JobList.tabs.firstIndex(of: list).map { $0 < place ? $0 : $0 + 1 } ?? 0
        let shown = Self.shown(tabs.map(\.width), around: chosen, in: rect.columns)
        var x = rect.x
        if shown.lowerBound > 0 { x += frame.draw("<", style: context[.key], x: x, y: rect.y) }
        for number in shown {
            let columns = frame.draw(tabs[number], x: x, y: rect.y, columns: rect.x + rect.columns - x)
            frame.note(.tab(number), in: Rect(x: x, y: rect.y, columns: columns, rows: 1))
            x += columns
        }
        guard shown.upperBound < tabs.count else { return }
        frame.draw(">", style: context[.key], x: rect.x + rect.columns - 1, y: rect.y)
    }

    /// The number of the tab of the schedulers.
    private static let placeOfSchedulers =
        JobList.tabs.firstIndex { $0.key == .character("8") } ?? JobList.tabs.count

    func action(ofTab number: Int, in state: State) -> Action? {
        let place = Self.placeOfSchedulers
        if number == place { return .visit(.schedulers) }
        let index = number < place ? number : number - 1
        return JobList.tabs.indices.contains(index) ? .screen(.show(JobList.tabs[index])) : nil
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

    private func tab(_ tab: JobList, _ context: DrawContext) -> StyledText {
        var count = StyledText()
        if case .state(let state) = tab, let summary {
            count = StyledText(" ", context[.muted]) + context.count(summary.counts[state], state.role)
        }
        let key = context.keys.key(of: .screen(.show(tab)))
        guard tab == list else { return Self.tab(key, tab.title, count, context) }
        let words = [key, tab.title + count.plain].compactMap(\.self).joined(separator: " ")
        return StyledText(" " + DisplayText(words) + " ", context[.tab])
    }

    /// Returns a tab that is not chosen: its key, its name and its count.
    private static func tab(
        _ key: String?, _ title: String, _ count: StyledText, _ context: DrawContext
    ) -> StyledText {
        StyledText(DisplayText(key.map { " " + $0 } ?? ""), context[.key])
            + StyledText(DisplayText(" \(title)"), context[.muted])
            + count
            + StyledText(" ", context[.muted])
    }
}

extension QueueScreen {
    /// Returns how the queue does: its waiting jobs and whether they grow, the active ones, of how many at most where the queue
    /// has a limit, and how many jobs end each minute.
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
        append("failed/min", context.count(summary.failedPerMinute, .failed), priority: 7)
        append("completed/min", context.count(summary.completedPerMinute, .completed), priority: 6)
        return line
    }
}
