import Canvas
import Queues

extension QueuesScreen {
    func draw(into frame: inout Frame, in body: Rect, context: DrawContext, prefixes: Int, attention: [Attention]) {
        let layout = layout(in: body)
        drawTotals(into: &frame, in: layout.totals, context: context)
        drawTable(into: &frame, in: layout.table, context: context, prefixes: prefixes)
        drawDetail(into: &frame, in: layout.detail, context: context)
        drawAttention(attention, into: &frame, in: layout.attention, context: context)
    }

    private func drawTable(into frame: inout Frame, in rect: Rect, context: DrawContext, prefixes: Int) {
        let isWide = rect.columns >= QueuesLayout.wide
        let columns = QueueColumn.shown(isWide: isWide, hasPrefixes: prefixes > 1, sideways: sideways)
        let names = nameColumns(context)
        let drawn = columns.map { column in
            column.column(context, width: width(of: column.id, names: names, columns: rect.columns)) { previous($0) }
        }
        let mark = columns.firstIndex { $0.id == sort }.map { SortMark(column: $0, isDescending: isDescending) }
        let table = Table(columns: drawn, gap: rect.columns >= QueuesLayout.roomy ? 2 : 1, sort: mark)
        let place = frame.drawMargins(table, of: rect, isScrolled: sideways > 0, context)
        let (head, rows) = place.split(top: 1)
        table.drawHead(into: &frame, in: head, style: context[.column], glyphs: context.glyphs)
        table.draw(self.rows.dropFirst(cursor.top), into: &frame, in: rows, glyphs: context.glyphs)
        for (index, row) in self.rows.dropFirst(cursor.top).prefix(rows.rows).enumerated() where marks.contains(row.id)
        {
            let isSelected = cursor.top + index == cursor.index
            frame.drawMark(in: rect, y: rows.y + index, isSelected: isSelected, context: context)
        }
        if self.rows.isEmpty { drawEmpty(into: &frame, in: rows, context: context) }
        let line = Rect(x: rect.x, y: rows.y + cursor.index - cursor.top, columns: rect.columns, rows: 1)
        guard pane == nil else {
            frame.draw(context.glyphs.selection, style: context[.muted], x: line.x, y: line.y)
            return
        }
        frame.drawSelection(in: line, within: rows, hasRow: !self.rows.isEmpty, context: context)
    }

    /// Cells that the names of the queues need; of the first ones, where there are many.
    private func nameColumns(_ context: DrawContext) -> Int {
        rows.prefix(500).map { DisplayText($0.id.name, glyphs: context.glyphs).width }.max() ?? 0
    }

    /// A name is no wider than it must be, and the verdict has room for its words: what is left is for it.
    private func width(of column: QueueColumn.ID, names: Int, columns: Int) -> ColumnWidth? {
        switch column {
        case .name:
            .flexible(
                min: min(max(names, 10), columns >= QueuesLayout.roomy ? 24 : columns >= 70 ? 16 : 10),
                ideal: min(names, 32), max: min(max(names, 10), 40))
        case .state where columns >= QueuesLayout.roomy: .flexible(min: 26, ideal: 28, max: 200)
        case .state where columns >= 70: .flexible(min: 24, ideal: 26, max: 200)
        default: nil
        }
    }

    /// Why the table is empty.
    private func drawEmpty(into frame: inout Frame, in rect: Rect, context: DrawContext) {
        guard let overview else { return }
        let words: String
        if !filter.isEmpty {
            words = "No queue has \"\(filter)\" in its name. Esc shows all."
        } else if overview.content.discovery.isComplete {
            words = "There are no queues under this prefix. --prefix NAME gives another."
        } else {
            words = "Looking for queues."
        }
        frame.draw(
            StyledText(DisplayText(words, glyphs: context.glyphs), context[.muted]), in: rect, glyphs: context.glyphs)
    }

    /// The latest failure of the queue under the cursor, in a line of its own.
    private func drawDetail(into frame: inout Frame, in rect: Rect, context: DrawContext) {
        guard rect.rows > 0 else { return }
        let (rule, line) = rect.split(top: rect.rows - 1)
        if rule.rows > 0 {
            frame.horizontalLine(
                x: rect.x, y: rule.y, columns: rect.columns, style: context[.border], glyphs: context.glyphs)
        }
        guard let current else { return }
        var text = StyledText(DisplayText(Words.name(current.id.name) + "  ", glyphs: context.glyphs), context[.title])
        if let reason = current.latestFailure {
            text.append(DisplayText("latest failure ", glyphs: context.glyphs), context[.muted])
            text.append(DisplayText(reason.firstLine, glyphs: context.glyphs), context[.error])
        } else {
            text.append("no failure is known", context[.muted])
        }
        frame.draw(text, in: line.inset(columns: 2), glyphs: context.glyphs)
    }
}
