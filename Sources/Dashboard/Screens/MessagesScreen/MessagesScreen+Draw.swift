import Canvas

/// The places of the parts of the messages screen.
struct MessagesLayout: Equatable, Sendable {
    /// The table with its head.
    let table: Rect
    /// The line between table and pane; empty without a pane.
    let rule: Rect
    /// The whole message under the cursor; empty on a low screen.
    let pane: Rect

    /// The width from which the table shows the connection.
    static let wide = 110

    init(_ body: Rect) {
        let (table, low) = body.split(bottom: body.rows >= 12 ? 5 : 0)
        self.table = table
        (rule, pane) = low.split(top: 1)
    }

    /// The number of messages that fit below the head of the table.
    var pageSize: Int { max(1, table.rows - 1) }
}

extension MessagesScreen {
    /// Draws the messages, oldest first, and the whole message under the cursor.
    func draw(into frame: inout Frame, in body: Rect, state: State) {
        let (notices, context) = (state.log.notices, state.menuContext)
        let layout = MessagesLayout(body)
        let connection = state.connectionWords
        let isWide = body.columns >= MessagesLayout.wide
        let hasChanges = isWide && notices.contains(where: \.isOperation)
        let table = Table(columns: Self.columns(connection: hasChanges ? connection : nil, context))
        let (head, rows) = layout.table.split(left: 2).rest.split(top: 1)
        frame.fill(layout.table.split(top: 1).top, style: context[.column])
        table.drawHead(into: &frame, in: head, style: context[.column], glyphs: context.glyphs)
        table.draw(notices.dropFirst(cursor.top), into: &frame, in: rows, glyphs: context.glyphs)
        if notices.isEmpty {
            frame.drawEmptiness(
                "There are no messages yet. What bulltop does and meets is listed here.", in: rows, context)
        }
        let line = Rect(x: body.x, y: rows.y + cursor.index - cursor.top, columns: body.columns, rows: 1)
        frame.drawSelection(in: line, within: rows, hasRow: !notices.isEmpty, context: context)
        guard !layout.pane.isEmpty, notices.indices.contains(cursor.index) else { return }
        let time = DisplayText("Message of \(Format.timeOfDay(notices[cursor.index].at, in: context.zone))")
        frame.rule(layout.rule, title: StyledText(time, context[.title]), context)
        draw(notices[cursor.index], into: &frame, in: layout.pane.inset(columns: 2), connection, context)
    }

    private static func columns(connection: String?, _ context: DrawContext) -> [TableColumn<Notice>] {
        let time = TableColumn<Notice>("Time (" + DisplayText(context.zoneName) + ")", width: .fixed(11), priority: 1) {
            notice in
            StyledText(DisplayText(Format.timeOfDay(notice.at, in: context.zone)), context[.muted])
        }
        let message = TableColumn<Notice>(
            "Message", width: .flexible(min: 10, ideal: 60, max: 1_000), priority: 2
        ) { notice in
            let text = DisplayText(notice.text, glyphs: context.glyphs)
            return StyledText(notice.kind.mark(context.glyphs) + " " + text, context[notice.kind.role])
        }
        guard let connection else { return [time, message] }
        let width = min(40, DisplayText(connection).width)
        let place = TableColumn<Notice>(
            "Changed on", width: .flexible(min: 10, ideal: width, max: max(10, width)), priority: 0
        ) {
            notice in
            StyledText(DisplayText(notice.isOperation ? connection : "", glyphs: context.glyphs), context[.muted])
        }
        return [time, place, message]
    }

    private func draw(
        _ notice: Notice, into frame: inout Frame, in rect: Rect, _ connection: String, _ context: DrawContext
    ) {
        let place = notice.isOperation ? " (on \(connection))" : ""
        let text = DisplayText(notice.text + place, glyphs: context.glyphs)
        for (index, line) in text.words(to: max(1, rect.columns)).prefix(rect.rows).enumerated() {
            frame.draw(line, style: context[notice.kind.role], x: rect.x, y: rect.y + index)
        }
    }
}
