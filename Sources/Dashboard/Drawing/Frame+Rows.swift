import Canvas

/// The rows of a table, and what is beside them.
extension Frame {
    /// Draws a table with its head and margins, from the first row that its cursor has on the screen. Returns the place
    /// of the rows.
    mutating func drawTable<Row>(
        _ table: Table<Row>, of listed: [Row], at cursor: ListCursor, isScrolled: Bool, in rect: Rect,
        _ context: DrawContext
    ) -> Rect {
        let (head, rows) = drawMargins(table, of: rect, isScrolled: isScrolled, context).split(top: 1)
        table.drawHead(into: &self, in: head, style: context[.column], glyphs: context.glyphs)
        table.draw(listed.dropFirst(cursor.top).prefix(rows.rows), into: &self, in: rows, glyphs: context.glyphs)
        return rows
    }

    /// Draws the reason why a table has no rows, in as many lines as it takes.
    mutating func drawEmptiness(_ words: String, in rows: Rect, _ context: DrawContext) {
        let lines = DisplayText(words, glyphs: context.glyphs).words(to: max(1, rows.columns))
        for (index, line) in lines.prefix(rows.rows).enumerated() {
            draw(StyledText(line, context[.muted]), in: rows.row(index), glyphs: context.glyphs)
        }
    }

    /// Draws the filter of a table, and what it lists; nothing without one.
    mutating func drawFilter(_ filter: String, _ listed: String, in rect: Rect, _ context: DrawContext) {
        guard !filter.isEmpty else { return }
        var line = FittedLine()
        line.append(context.filter(filter, listed), priority: 7)
        draw(line, in: rect, context)
    }

    /// Draws the cursor of a table in `rect`, whose rows are at `rows`.
    mutating func drawSelection(of cursor: ListCursor, in rect: Rect, rows: Rect, hasRow: Bool, _ context: DrawContext)
    {
        let line = Rect(x: rect.x, y: rows.y + cursor.index - cursor.top, columns: rect.columns, rows: 1)
        drawSelection(in: line, within: rows, hasRow: hasRow, context: context)
    }

    /// Draws the margins of a table's head: where columns have no room or are scrolled out, the keys that bring them.
    /// Returns the place of the table.
    mutating func drawMargins<Row>(
        _ table: Table<Row>, of rect: Rect, isScrolled: Bool, _ context: DrawContext
    ) -> Rect {
        let all = rect.split(left: 2).rest
        let hasMore = table.layout(width: all.columns).slots.count < table.columns.count
        fill(rect.split(top: 1).top, style: context[.column])
        if isScrolled { draw("<", style: context[.key], x: rect.x, y: rect.y) }
        guard hasMore else { return all }
        draw(">", style: context[.key], x: rect.x + rect.columns - 1, y: rect.y)
        return all.split(left: all.columns - 2).left
    }

    /// Draws the sign of a marked row, in the first column of the margin, or beside the sign of the cursor.
    mutating func drawMark(in margin: Rect, y: Int, isSelected: Bool, context: DrawContext) {
        draw(context.glyphs.mark, style: context[.key], x: margin.x + (isSelected ? 1 : 0), y: y)
    }

    /// Draws the row under the cursor: a sign, the style of the selection, and the place of the hardware cursor.
    mutating func drawSelection(in line: Rect, within rows: Rect, hasRow: Bool, context: DrawContext) {
        guard hasRow, line.y >= rows.y, line.y < rows.y + rows.rows else { return }
        note(.rows(cursor: line.y), in: Rect(x: line.x, y: rows.y, columns: line.columns, rows: rows.rows))
        draw(context.glyphs.selection, style: context[.text], x: line.x, y: line.y)
        bar(line, style: context.theme[.selection], on: context.theme[.text].background)
        cursor = Point(x: line.x, y: line.y)
    }
}

extension DrawContext {
    /// Returns the words for a filter and its result: `filter "503": 3 of 40`.
    func filter(_ filter: String, _ listed: String) -> StyledText {
        StyledText(DisplayText("filter \"\(filter)\": \(listed)", glyphs: glyphs), self[.match])
    }
}
