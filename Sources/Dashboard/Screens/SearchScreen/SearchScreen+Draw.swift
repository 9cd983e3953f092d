import Canvas
import Queues

extension SearchScreen {
    func draw(into frame: inout Frame, in body: Rect, state: State) {
        let (layout, context) = (QueueLayout(body), state.context)
        drawProgress(into: &frame, in: layout.tabs, context)
        drawTable(into: &frame, in: layout.table, context)
        frame.drawRule(layout, context)
        if let current, !layout.pane.isEmpty {
            JobPane.draw(
                into: &frame, in: layout.pane.inset(columns: 1), context: context, row: current.row, preview: nil)
        }
        drawStatus(into: &frame, in: layout.status, state)
    }

    private func drawProgress(into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        var line = FittedLine()
        let role: ThemeRole = isRunning ? .warning : .text
        line.append(StyledText(DisplayText(words(context.keys)), context[role]), priority: 9)
        if let progress = progress?.content {
            if let words = Format.undecided(progress.undecided, large: "bulltop search --large") {
                let short = Format.count(progress.undecided.count, "job") + " not decided"
                line.append(
                    StyledText(DisplayText("not decided: " + words), context[.warning]),
                    short: StyledText(DisplayText(short), context[.warning]), priority: 7)
            }
            line.append(progress.unreadable, on: ownQueue, priority: 8, context)
        }
        frame.draw(line, in: rect, context)
    }

    private func drawTable(into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        let all = FoundColumn.table(self.rows, columns: rect.columns, context)
        let shown = search.queue == nil ? all : Array(all.dropFirst())
        let columns = shown.scrolled(by: sideways)
        let table = Table(columns: columns, gap: rect.columns < 60 ? 1 : 2)
        let rows = frame.drawTable(
            table, of: self.rows, at: cursor, isScrolled: sideways > 0, in: rect, context)
        if self.rows.isEmpty {
            frame.draw(
                StyledText(DisplayText(emptiness(context.keys), glyphs: context.glyphs), context[.muted]), in: rows,
                glyphs: context.glyphs)
        }
        for (index, job) in self.rows.dropFirst(cursor.top).prefix(rows.rows).enumerated()
        where FoundMarks.Marked(job).map(marks.contains) == true {
            frame.drawMark(
                in: rect, y: rows.y + index, isSelected: index == cursor.index - cursor.top, context: context)
        }
        frame.drawSelection(of: cursor, in: rect, rows: rows, hasRow: !self.rows.isEmpty, context)
    }

    /// Returns the reason why the table is empty.
    private func emptiness(_ keys: KeyNames) -> String {
        if !filter.isEmpty, !found.isEmpty {
            return "None of what was found has \"\(filter)\" in it. \(keys[.escape]) shows all."
        }
        if isRunning { return "Searching." }
        guard progress?.content.total == 0 else { return "Nothing was found." }
        return
            "No job was looked at: no known queue has jobs that the query admits. \(keys[.searchAgain]) searches again."
    }

    private func drawStatus(into frame: inout Frame, in rect: Rect, _ state: State) {
        let (context, keys) = (state.context, state.keysToSearchFilter)
        var line = FittedLine()
        line.append(StyledText("newest first", context[.muted]), priority: 4)
        if let foundAt, !isRunning {
            let age = Format.age(Format.elapsed(from: foundAt, to: state.clock))
            let words = "as they were \(age) ago; \(context.keys[.searchAgain]) searches again"
            line.append(StyledText(DisplayText(words, glyphs: context.glyphs), context[.muted]), priority: 6)
        }
        if let markedWords { line.append(StyledText(DisplayText(markedWords), context[.match]), priority: 10) }
        if !filter.isEmpty {
            let words = "\(Format.count(rows.count)) of \(Format.count(found.count)); \(keys) searches for both"
            line.append(StyledText(DisplayText(words), context[.match]), priority: 11)
        }
        frame.draw(line, in: rect, context)
    }
}
