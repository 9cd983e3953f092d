extension Table {
    /// The number of rows that are drawn at a time.
    private static var batch: Int { 200 }

    /// Returns the titles and the rows as lines of text. Columns are as wide as their content; with a `width` in cells
    /// they are cut and dropped as on a screen of that width.
    public func lines(_ rows: [Row], width: Int?, glyphs: Glyphs = .unicode) -> [String] {
        let fitted = Table(columns: columns.map { $0.fitted(to: rows) }, gap: gap)
        let needed = fitted.columns.reduce(0) { $0 + $1.width.ideal } + gap * max(0, columns.count - 1)
        let total = min(width ?? needed, needed)
        var head = Frame(size: Size(columns: total, rows: 1))
        fitted.drawHead(into: &head, in: Rect(head.size), glyphs: glyphs)
        var lines = head.text
        for start in stride(from: 0, to: rows.count, by: Self.batch) {
            let batch = rows[start..<min(start + Self.batch, rows.count)]
            var frame = Frame(size: Size(columns: total, rows: batch.count))
            fitted.draw(batch, into: &frame, in: Rect(frame.size), glyphs: glyphs)
            lines += frame.text
        }
        return lines.map { String($0.reversed().drop { $0 == " " }.reversed()) }
    }
}

extension TableColumn {
    /// Returns the column with the width of its widest cell, narrower only where there is no room.
    fileprivate func fitted(to rows: [Row]) -> TableColumn {
        let wanted = rows.reduce(title.width) { max($0, cell($1).width) }
        let least = min(width.least, wanted)
        return TableColumn(
            title, width: .flexible(min: least, ideal: wanted, max: wanted), alignment: alignment, priority: priority,
            cell: cell)
    }
}
