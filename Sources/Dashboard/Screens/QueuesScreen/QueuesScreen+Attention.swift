import Canvas
import Queues

extension QueuesScreen {
    /// Draws which of the listed queues want attention and why, and below it the latest failure of the queue under the
    /// cursor where its line had no room for it.
    func drawAttention(_ all: [Attention], into frame: inout Frame, in rect: Rect, context: DrawContext) {
        guard rect.rows > 1, !rows.isEmpty else { return }
        frame.rule(rect.row(0), title: StyledText("Needs attention", context[.title]), context)
        let place = rect.split(top: 1).rest
        guard !all.isEmpty else { return drawWellness(into: &frame, in: place.inset(columns: 2), context: context) }
        let first = pane?.place.top ?? 0
        let shown = all.dropFirst(first).prefix(
            all.count - first > place.rows && pane == nil ? place.rows - 1 : place.rows)
        let table = Table(
            columns: Attention.columns(of: shown, context, selected: selected), gap: rect.columns < 100 ? 1 : 2)
        let (list, rest) = place.split(left: 2).rest.split(top: shown.count)
        table.draw(shown, into: &frame, in: list, glyphs: context.glyphs)
        if let pane {
            let line = place.row(pane.place.index - first)
            frame.drawSelection(in: line, within: place, hasRow: true, context: context)
        } else if shown.count < all.count {
            let words = "and \(Format.count(all.count - shown.count, "more queue"))"
            frame.draw(StyledText(DisplayText(words), context[.muted]), in: rest, glyphs: context.glyphs)
        } else {
            let text = table.layout(width: list.columns).slots.last?.width ?? 0
            drawWhole(into: &frame, in: rect.split(top: 1 + shown.count).rest, past: text, context: context)
        }
    }

    private func drawWellness(into frame: inout Frame, in rect: Rect, context: DrawContext) {
        let sign = StyledText(context.glyphs.check + " ", context[.success])
        let words: DisplayText = "Nothing: these queues and their server are well."
        frame.draw(sign + StyledText(words, context[.muted]), in: rect, glyphs: context.glyphs)
    }

    /// The whole text of the failure of the queue under the cursor, unless it is one line of at most `columns`.
    private func drawWhole(into frame: inout Frame, in rect: Rect, past columns: Int, context: DrawContext) {
        guard rect.rows >= 4, let current, let failure = current.latestFailure else { return }
        let lines = DisplayText.lines(of: failure, glyphs: context.glyphs)
        guard lines.count > 1 || lines.contains(where: { $0.width > columns }) else { return }
        let (_, place) = rect.split(top: 1)
        let title = DisplayText("Latest failure of \(Words.name(current.id.name))", glyphs: context.glyphs)
        frame.rule(place.row(0), title: StyledText(title, context[.title]), context)
        let body = place.split(top: 1).rest.inset(columns: 2)
        let rows = lines.flatMap { $0.wrapped(to: body.columns) }
        for (index, row) in rows.prefix(body.rows).enumerated() {
            let isCut = index == body.rows - 1 && rows.count > body.rows
            let text = isCut ? row.sliced(from: 0, columns: body.columns - 1) + context.glyphs.ellipsis : row
            frame.draw(text, style: context[.failed], x: body.x, y: body.y + index, columns: body.columns)
        }
    }
}
