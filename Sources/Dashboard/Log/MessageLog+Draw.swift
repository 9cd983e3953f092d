import Canvas

extension MessageLog {
    /// Draws what was said, oldest first.
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
        let (head, rows) = rect.split(left: 2).rest.split(top: 1)
        frame.fill(rect.split(top: 1).top, style: context[.column])
        table.drawHead(into: &frame, in: head, style: context[.column], glyphs: context.glyphs)
        table.draw(notices.dropFirst(cursor.top), into: &frame, in: rows, glyphs: context.glyphs)
        if notices.isEmpty { frame.draw(StyledText("Nothing was said yet.", context[.muted]), in: rows) }
        let line = Rect(x: rect.x, y: rows.y + cursor.index - cursor.top, columns: rect.columns, rows: 1)
        frame.drawSelection(in: line, within: rows, hasRow: !notices.isEmpty, context: context)
    }
}
