import Canvas

extension TextView {
    /// Draws the visible rows, each as wide as `rect`, with the cursor on the current match.
    func draw(into frame: inout Frame, in rect: Rect, context: DrawContext) {
        frame.fill(rect, style: context[.text])
        guard !rect.isEmpty, !document.lines.isEmpty else { return }
        let layout = layout(in: rect.size, glyphs: context.glyphs)
        var position: TextPosition? = topPosition(in: rect.size, glyphs: context.glyphs)
        frame.cursor = Point(x: rect.x, y: rect.y)
        for y in rect.y..<rect.y + rect.rows {
            guard let row = position else { return }
            let end = layout.rowEnd(row)
            let text = wraps ? wrappedRow(row, end, context) : sidewaysRow(row, layout, context)
            frame.draw(text.styled, x: rect.x, y: y, columns: rect.columns)
            if let column = text.currentMatch { frame.cursor = Point(x: rect.x + column, y: y) }
            position = layout.next(after: row, endingAt: end)
        }
    }

    /// Returns the number of rows of the document, counted up to `limit`.
    func rowCount(upTo limit: Int, columns: Int, glyphs: Glyphs) -> Int {
        guard !document.lines.isEmpty else { return 0 }
        let layout = layout(in: Size(columns: columns, rows: limit), glyphs: glyphs)
        var count = 0
        var position: TextPosition? = .start
        while count < limit, let row = position {
            count += 1
            position = layout.next(after: row)
        }
        return count
    }

    /// Returns the visible part of the text in words: `line 120–160 of 2 431, 7 %`.
    func place(in size: Size, glyphs: Glyphs) -> DisplayText {
        guard !document.lines.isEmpty else { return "no lines" }
        let layout = layout(in: size, glyphs: glyphs)
        let first = topPosition(in: size, glyphs: glyphs)
        let last = layout.row(max(1, size.rows) - 1, from: first)
        let end = document.lines[last.line].range.lowerBound + layout.rowEnd(last)
        let percent = document.bytes.isEmpty ? 100 : end * 100 / document.bytes.count
        let rest = " of \(Format.count(document.lines.count)), \(percent) %"
        guard first.line != last.line else { return DisplayText("line \(Format.count(first.line + 1))" + rest) }
        let range = Format.count(first.line + 1) + glyphs.absent.plain + Format.count(last.line + 1)
        return DisplayText("line \(range)" + rest, glyphs: glyphs)
    }

    private func wrappedRow(_ row: TextPosition, _ end: Int, _ context: DrawContext) -> TextRow {
        let line = document.lines[row.line]
        let start = line.range.lowerBound
        let bytes = start + row.offset..<start + end
        var text = TextRow(self, row.line, bytes, context)
        var units = TextUnits(document.bytes, bytes, glyphs: context.glyphs)
        while let unit = units.next() { text.append(unit) }
        return text.finished()
    }

    /// Returns the part of a line between the edges, with a sign where it is cut.
    private func sidewaysRow(_ row: TextPosition, _ layout: TextLayout, _ context: DrawContext) -> TextRow {
        let line = document.lines[row.line]
        // In plain text every byte is one column, so the scrolled-out part is skipped.
        let skipped = line.isPlain ? min(left, line.range.count) : 0
        let bytes = line.range.lowerBound + skipped..<line.range.upperBound
        var units = TextUnits(document.bytes, bytes, glyphs: context.glyphs)
        var column = skipped
        var text: TextRow?
        while let unit = units.next() {
            let start = column
            column += unit.width
            guard column > left else { continue }
            let rest = unit.range.lowerBound..<bytes.upperBound
            if text == nil { text = TextRow(self, row.line, rest, context, hidden: left - start) }
            text?.append(unit)
            guard column <= left + layout.columns else { break }
        }
        let end = line.range.upperBound
        let shown = text ?? TextRow(self, row.line, end..<end, context)
        return shown.finished().cut(to: layout.columns, isCutAtLeft: left > 0 && column > 0)
    }
}
