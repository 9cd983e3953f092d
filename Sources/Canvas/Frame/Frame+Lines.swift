extension Frame {
    /// Draws a line of `columns` to the right.
    public mutating func horizontalLine(
        x: Int, y: Int, columns: Int, style: Style = Style(), glyphs: Glyphs = .unicode
    ) {
        draw(glyphs.horizontal.repeated(min(columns, Size.limit)), style: style, x: x, y: y)
    }

    /// Draws a line of `rows` down.
    public mutating func verticalLine(x: Int, y: Int, rows: Int, style: Style = Style(), glyphs: Glyphs = .unicode) {
        let line = Rect(x: x, y: y, columns: 1, rows: rows).intersection(Rect(size))
        for row in line.y..<line.y + line.rows { draw(glyphs.vertical, style: style, x: x, y: row) }
    }

    /// Draws a box around a rectangle, with a blank inside and a title in the upper line, and returns the inside. Below
    /// two rows or columns there is no room for a box, and nothing is drawn.
    @discardableResult
    public mutating func box(
        _ rect: Rect, title: StyledText? = nil, style: Style = Style(), glyphs: Glyphs = .unicode
    ) -> Rect {
        guard rect.columns >= 2, rect.rows >= 2 else { return rect.inset(columns: 1, rows: 1) }
        let right = rect.x + rect.columns - 1
        let bottom = rect.y + rect.rows - 1
        fill(rect, style: style)
        for y in [rect.y, bottom] {
            horizontalLine(x: rect.x, y: y, columns: rect.columns, style: style, glyphs: glyphs)
        }
        for x in [rect.x, right] { verticalLine(x: x, y: rect.y, rows: rect.rows, style: style, glyphs: glyphs) }
        draw(glyphs.topLeft, style: style, x: rect.x, y: rect.y)
        draw(glyphs.topRight, style: style, x: right, y: rect.y)
        draw(glyphs.bottomLeft, style: style, x: rect.x, y: bottom)
        draw(glyphs.bottomRight, style: style, x: right, y: bottom)
        if let title, rect.columns > 6 {
            let shown = title.truncated(to: rect.columns - 6, glyphs: glyphs)
            draw(StyledText(" ") + shown + StyledText(" "), base: style, x: rect.x + 2, y: rect.y)
        }
        return rect.inset(columns: 1, rows: 1)
    }
}
