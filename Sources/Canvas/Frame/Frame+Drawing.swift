extension Frame {
    /// Draws text from column `x` of row `y` on, at most `columns` wide, and returns the number of columns drawn. Text
    /// outside the frame is cut, and half of a wide glyph becomes a space.
    @discardableResult
    public mutating func draw(
        _ text: DisplayText, style: Style, x: Int, y: Int, columns: Int = Size.limit
    ) -> Int {
        let width = min(text.width, max(0, columns))
        guard let range = visible(x: x, y: y, columns: width) else { return width }
        clearEdges(range, y: y)
        let row = y * size.columns
        if text.isASCII {
            for (column, byte) in zip(range, text.plain.utf8.dropFirst(range.lowerBound - x)) {
                cells[row + column] = Cell(text: String(Unicode.Scalar(byte)), style: style)
            }
        } else {
            let target = row + range.lowerBound..<row + range.upperBound
            draw(text.clusters, style: style, from: x - range.lowerBound, to: target)
        }
        return width
    }

    /// Draws clusters into a range of cells, whose first cell is `-offset` columns after the start of the text.
    private mutating func draw(
        _ clusters: DisplayText.Clusters, style: Style, from offset: Int, to target: Range<Int>
    ) {
        var column = target.lowerBound + offset
        for cluster in clusters {
            guard column < target.upperBound else { return }
            let next = column + cluster.width
            if column >= target.lowerBound, next <= target.upperBound {
                cells[column] = Cell(text: cluster.text, style: style)
                if cluster.width == 2 { cells[column + 1] = Cell(text: "", style: style) }
            } else {
                let half = max(column, target.lowerBound)
                if half < next { cells[half] = Cell(text: " ", style: style) }
            }
            column = next
        }
    }

    /// Draws styled text like `draw(_:style:x:y:columns:)`. Each piece is laid over the style `base`.
    @discardableResult
    public mutating func draw(
        _ text: StyledText, base: Style = Style(), x: Int, y: Int, columns: Int = Size.limit
    ) -> Int {
        guard x <= Size.limit, x >= -Size.limit else { return 0 }
        var used = 0
        for span in text.spans {
            let room = columns - used
            guard room > 0 else { break }
            used += draw(span.text, style: base.overlaid(by: span.style), x: x + used, y: y, columns: room)
        }
        return used
    }

    /// Draws text on the first row of `rect`, cut with an ellipsis to its width.
    public mutating func draw(
        _ text: StyledText, base: Style = Style(), in rect: Rect, alignment: Alignment = .left,
        glyphs: Glyphs = .unicode
    ) {
        guard rect.rows > 0 else { return }
        let text = text.truncated(to: rect.columns, glyphs: glyphs)
        let x = rect.x + alignment.leading(of: rect.columns - text.width)
        draw(text, base: base, x: x, y: rect.y)
    }

    /// Blanks a rectangle and gives it a style.
    public mutating func fill(_ rect: Rect, style: Style) {
        let rect = rect.intersection(Rect(size))
        guard !rect.isEmpty else { return }
        let cell = Cell(text: " ", style: style)
        for y in rect.y..<rect.y + rect.rows {
            clearEdges(rect.x..<rect.x + rect.columns, y: y)
            for x in rect.x..<rect.x + rect.columns { cells[y * size.columns + x] = cell }
        }
    }

    /// Turns the cells of a rectangle into one bar and keeps their text. Blocks and dots, as of a chart, would
    /// disappear on a bar of their own colour, so they keep their style. `paper` is the background of text without a style of
    /// its own.
    public mutating func bar(_ rect: Rect, style: Style, on paper: Color = .standard) {
        let rect = rect.intersection(Rect(size))
        for y in rect.y..<rect.y + rect.rows {
            for index in y * size.columns + rect.x..<y * size.columns + rect.x + rect.columns {
                let cell = cells[index]
                let barred = cell.style.barred(by: style, on: paper)
                let hides = cell.isChart && barred.attributes.contains(.reverse) && cell.style.foreground.isColorful
                cells[index] = Cell(text: cell.text, style: hides ? cell.style : barred)
            }
        }
    }

    /// Lays a style over the cells of a rectangle and keeps their text.
    public mutating func overlay(_ rect: Rect, style: Style) {
        restyle(rect) { $0.overlaid(by: style) }
    }

    /// Changes the style of every cell of a rectangle.
    public mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
        let rect = rect.intersection(Rect(size))
        guard !rect.isEmpty else { return }
        for y in rect.y..<rect.y + rect.rows {
            for index in y * size.columns + rect.x..<y * size.columns + rect.x + rect.columns {
                cells[index] = Cell(text: cells[index].text, style: change(cells[index].style))
            }
        }
    }
}
