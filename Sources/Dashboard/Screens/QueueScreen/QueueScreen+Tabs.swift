import Canvas
import Queues

extension QueueScreen {
    /// The lists of the queue with their counts. Where they do not all fit, whole ones around the chosen one, and signs
    /// that there are more.
    func drawTabs(into frame: inout Frame, in rect: Rect, context: DrawContext) {
        let tabs = JobList.tabs.map { tab($0, context) }
        let shown = Self.shown(tabs.map(\.width), around: JobList.tabs.firstIndex(of: list) ?? 0, in: rect.columns)
        var x = rect.x
        if shown.lowerBound > 0 { x += frame.draw("<", style: context[.key], x: x, y: rect.y) }
        for tab in tabs[shown] { x += frame.draw(tab, x: x, y: rect.y, columns: rect.x + rect.columns - x) }
        guard shown.upperBound < tabs.count else { return }
        frame.draw(">", style: context[.key], x: rect.x + rect.columns - 1, y: rect.y)
    }

    /// Returns the tabs that fit into `columns` with the chosen one among them, as far to the left as possible. Where
    /// some are left out, a column at each end is kept for the sign.
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
        let isChosen = tab == list
        let name = DisplayText(" \(tab.title)")
        guard case .state(let state) = tab, let summary else {
            return StyledText(name + " ", context[isChosen ? .tab : .muted])
        }
        let count = summary.counts[state]
        let number = DisplayText(" \(count.map(Format.shortCount) ?? "?") ")
        guard !isChosen else { return StyledText(name + number, context[.tab]) }
        return StyledText(name, context[.muted])
            + StyledText(number, context[count == 0 ? .muted : count == nil ? .warning : state.role])
    }
}
