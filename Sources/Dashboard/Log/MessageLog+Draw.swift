import Canvas

extension MessageLog {
    /// Lines below the list that tell the message under the cursor whole; a low screen has none.
    private static func footRows(in body: Rect) -> Int { body.rows < 12 ? 0 : 4 }

    /// How many messages are listed at a time.
    static func pageSize(in body: Rect) -> Int { body.rows - 1 - footRows(in: body) }

    /// Draws what was said, oldest first, and below it the message under the cursor.
    func draw(into frame: inout Frame, in rect: Rect, cursor: ListCursor, connection: String, context: DrawContext) {
        let columns = [
            TableColumn<Notice>("Time (UTC)", width: .fixed(10), priority: 1) { notice in
                StyledText(DisplayText(Format.timeOfDay(notice.at)), context[.muted])
            },
            TableColumn<Notice>("Changed on", width: .flexible(min: 8, ideal: 18, max: 40), priority: 0) { notice in
                StyledText(DisplayText(notice.isOperation ? connection : "", glyphs: context.glyphs), context[.muted])
            },
            TableColumn<Notice>("Message", width: .flexible(min: 10, ideal: 60, max: 1_000), priority: 2) { notice in
                let text = DisplayText(notice.text, glyphs: context.glyphs)
                return StyledText(notice.kind.mark(context.glyphs) + " " + text, context[notice.kind.role])
            },
        ]
        let table = Table(columns: columns)
        let (list, foot) = rect.split(bottom: Self.footRows(in: rect))
        let (head, rows) = list.split(left: 2).rest.split(top: 1)
        frame.fill(rect.split(top: 1).top, style: context[.column])
        table.drawHead(into: &frame, in: head, style: context[.column], glyphs: context.glyphs)
        table.draw(notices.dropFirst(cursor.top), into: &frame, in: rows, glyphs: context.glyphs)
        if notices.isEmpty { frame.draw(StyledText("Nothing was said yet.", context[.muted]), in: rows) }
        let line = Rect(x: rect.x, y: rows.y + cursor.index - cursor.top, columns: rect.columns, rows: 1)
        frame.drawSelection(in: line, within: rows, hasRow: !notices.isEmpty, context: context)
        drawWhole(into: &frame, in: foot, at: cursor.index, connection: connection, context: context)
    }

    private func drawWhole(
        into frame: inout Frame, in rect: Rect, at index: Int, connection: String, context: DrawContext
    ) {
        guard notices.indices.contains(index), !rect.isEmpty else { return }
        let notice = notices[index]
        let place = Format.timeOfDay(notice.at) + (notice.isOperation ? " on \(connection)" : "")
        let (rule, lines) = rect.split(top: 1)
        frame.rule(rule, title: StyledText(DisplayText(place, glyphs: context.glyphs), context[.title]), context)
        let text = DisplayText(notice.text, glyphs: context.glyphs)
        for (row, line) in text.words(to: max(1, lines.columns - 2)).prefix(lines.rows).enumerated() {
            frame.draw(line, style: context[.text], x: lines.x + 1, y: lines.y + row)
        }
    }
}
