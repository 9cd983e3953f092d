import Canvas

/// Divides a document into rows of this width. It looks at no more of a long line than it must.
struct TextLayout {
    /// The number of bytes after which a long line other than plain ASCII begins a new row, so that a row does not
    /// depend on what is far before it.
    private static let stretch = 4_096

    let document: TextDocument
    /// The number of columns of a row, at least 1.
    let columns: Int
    let wraps: Bool
    let glyphs: Glyphs

    /// Creates a layout for rows of `columns`.
    init(_ document: TextDocument, columns: Int, wraps: Bool, glyphs: Glyphs) {
        self.document = document
        self.columns = max(1, columns)
        self.wraps = wraps
        self.glyphs = glyphs
    }

    /// Returns the end of the row that begins at `position`, as an offset in its line.
    func rowEnd(_ position: TextPosition) -> Int {
        let line = document.lines[position.line]
        let length = line.range.count
        guard wraps, length - position.offset > (line.isPlain ? columns : 0) else { return length }
        if line.isPlain { return position.offset + columns }
        let limit = min(length, stretchStart(in: line, (position.offset / Self.stretch) + 1, after: position.offset))
        return fill(line, from: position.offset, to: limit)
    }

    /// Returns the row after the one at `position`; nil after the last one.
    func next(after position: TextPosition) -> TextPosition? {
        guard position.line < document.lines.count else { return nil }
        return next(after: position, endingAt: rowEnd(position))
    }

    /// Returns the row after the one at `position`, which ends at a known offset; nil after the last one.
    func next(after position: TextPosition, endingAt end: Int) -> TextPosition? {
        if end < document.lines[position.line].range.count { return TextPosition(line: position.line, offset: end) }
        return position.line + 1 < document.lines.count ? TextPosition(line: position.line + 1, offset: 0) : nil
    }

    /// Returns the row before `position`; nil before the first one.
    func previous(before position: TextPosition) -> TextPosition? { rows(before: position).last }

    /// Returns the beginning of the row that contains `position`.
    func rowStart(_ position: TextPosition) -> TextPosition { rows(upTo: position).last ?? position }

    /// Returns the row `count` rows below `position` (above, where it is negative), or the last (first) one on the way.
    func row(_ count: Int, from position: TextPosition) -> TextPosition {
        var row = position
        var rest = min(count.magnitude, 1_000_000)
        while rest > 0 {
            if count > 0 {
                guard let next = next(after: row) else { break }
                row = next
                rest -= 1
            } else {
                let rows = rows(before: row)
                guard !rows.isEmpty else { break }
                let step = min(Int(rest), rows.count)
                row = rows[rows.count - step]
                rest -= UInt(step)
            }
        }
        return row
    }

    /// Returns some rows before `position`, at least one unless it is the first, in order.
    private func rows(before position: TextPosition) -> [TextPosition] {
        if position.offset > 0 { return rows(upTo: TextPosition(line: position.line, offset: position.offset - 1)) }
        guard position.line > 0 else { return [] }
        let length = document.lines[position.line - 1].range.count
        return rows(upTo: TextPosition(line: position.line - 1, offset: max(0, length - 1)))
    }

    /// Returns the row that contains `position`, and those before it in the same stretch, in order.
    private func rows(upTo position: TextPosition) -> [TextPosition] {
        let line = document.lines[position.line]
        guard wraps else { return [TextPosition(line: position.line, offset: 0)] }
        if line.isPlain {
            return [TextPosition(line: position.line, offset: position.offset - position.offset % columns)]
        }
        var rows = [TextPosition(line: position.line, offset: stretchStart(in: line, at: position.offset))]
        while let last = rows.last {
            let end = rowEnd(last)
            guard end <= position.offset, end < line.range.count else { break }
            rows.append(TextPosition(line: position.line, offset: end))
        }
        return rows
    }

    /// Returns the beginning of the stretch that contains `offset`.
    private func stretchStart(in line: TextDocument.Line, at offset: Int) -> Int {
        let index = offset / Self.stretch
        let candidates = [index, index - 1].filter { $0 > 0 }.map { stretchStart(in: line, $0, after: -1) }
        return candidates.first { $0 <= offset } ?? 0
    }

    /// Returns whether there are `count` rows from this one on.
    func hasRows(_ count: Int, from position: TextPosition) -> Bool {
        var row: TextPosition? = position
        for _ in 0..<max(0, count - 1) {
            guard let last = row else { return false }
            row = next(after: last)
        }
        return row != nil
    }

    /// Returns the top row of a screen with this number of rows whose last row is the end of the document.
    func lastPage(rows: Int) -> TextPosition {
        guard let line = document.lines.last else { return .start }
        let last = TextPosition(line: document.lines.count - 1, offset: max(0, line.range.count - 1))
        return row(1 - max(1, rows), from: rowStart(last))
    }

    /// Returns the column of a position where lines are not wrapped.
    func column(of position: TextPosition) -> Int {
        let line = document.lines[position.line]
        guard !line.isPlain else { return position.offset }
        let start = line.range.lowerBound
        var units = TextUnits(document.bytes, start..<start + position.offset, glyphs: glyphs)
        var column = 0
        while let unit = units.next() { column += unit.width }
        return column
    }

    /// Returns the end of the characters from `offset` on that fit into a row; at least one does.
    private func fill(_ line: TextDocument.Line, from offset: Int, to limit: Int) -> Int {
        let start = line.range.lowerBound
        var units = TextUnits(document.bytes, start + offset..<start + limit, glyphs: glyphs)
        var end = offset
        var width = 0
        while let unit = units.next() {
            width += unit.width
            if width > columns, end > offset { break }
            end = unit.range.upperBound - start
        }
        return end
    }

    /// Returns the beginning of the stretch with this index, moved to the beginning of a character, and always after
    /// `offset`.
    private func stretchStart(in line: TextDocument.Line, _ index: Int, after offset: Int) -> Int {
        var start = index * Self.stretch
        for _ in 0..<3 where start < line.range.count && document.bytes[line.range.lowerBound + start] & 0xC0 == 0x80 {
            start += 1
        }
        return start > offset ? start : offset + 1
    }
}
