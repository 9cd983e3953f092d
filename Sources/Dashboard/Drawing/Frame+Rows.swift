import Canvas

/// What stands beside the rows of a table.
extension Frame {
    /// Draws what stands beside the head of a table: where columns have no room or are scrolled out, the keys that bring
    /// them. Answers the place of the table.
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

    /// The sign of a marked row, in the first column of the margin, or beside the sign of the cursor.
    mutating func drawMark(in margin: Rect, y: Int, isSelected: Bool, context: DrawContext) {
        draw(context.glyphs.mark, style: context[.key], x: margin.x + (isSelected ? 1 : 0), y: y)
    }

    /// Marks the row under the cursor: a sign, the style of the selection, and the place of the hardware cursor.
    mutating func drawSelection(in line: Rect, within rows: Rect, hasRow: Bool, context: DrawContext) {
        guard hasRow, line.y >= rows.y, line.y < rows.y + rows.rows else { return }
        draw(context.glyphs.selection, style: context[.text], x: line.x, y: line.y)
        bar(line, style: context.theme[.selection])
        cursor = Point(x: line.x, y: line.y)
    }
}
