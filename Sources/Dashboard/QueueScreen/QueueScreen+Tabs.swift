import Canvas
import Queues

extension QueueScreen {
    /// The lists of the queue with their counts. Where they do not fit, those around the chosen one.
    func drawTabs(into frame: inout Frame, in rect: Rect, context: DrawContext) {
        var line = StyledText()
        var chosen = 0..<0
        for tab in JobList.tabs {
            let start = line.width
            line += self.tab(tab, context)
            if tab == list { chosen = start..<line.width }
        }
        let room = rect.columns
        guard line.width > room else {
            frame.draw(line, x: rect.x, y: rect.y, columns: room)
            return
        }
        let middle = (chosen.lowerBound + chosen.upperBound) / 2
        let start = min(max(0, middle - room / 2), line.width - room)
        frame.draw(line.sliced(from: start, columns: room), x: rect.x, y: rect.y, columns: room)
        if start > 0 { frame.draw(context.glyphs.ellipsis, style: context[.muted], x: rect.x, y: rect.y) }
        if start + room < line.width {
            frame.draw(context.glyphs.ellipsis, style: context[.muted], x: rect.x + room - 1, y: rect.y)
        }
    }

    private func tab(_ tab: JobList, _ context: DrawContext) -> StyledText {
        let isChosen = tab == list
        let name = DisplayText(" \(tab.title)")
        guard case .state(let state) = tab, let summary else {
            return StyledText(name + " ", context[isChosen ? .tab : .muted])
        }
        let count = summary.counts[state]
        let number = DisplayText(" \(Format.shortCount(count)) ")
        guard !isChosen else { return StyledText(name + number, context[.tab]) }
        return StyledText(name, context[.muted]) + StyledText(number, context[count == 0 ? .muted : state.role])
    }
}
