import Canvas
import Queues

extension QueuesScreen {
    /// Draws which of the listed queues want attention and why.
    func drawAttention(_ all: [Attention], into frame: inout Frame, in rect: Rect, context: DrawContext) {
        guard rect.rows > 1, !rows.isEmpty else { return }
        frame.rule(rect.row(0), title: StyledText("Needs attention", context[.title]), context)
        let place = rect.split(top: 1).rest
        guard !all.isEmpty else { return drawWellness(into: &frame, in: place.inset(columns: 2), context: context) }
        let hasCursor = pane == .attention
        let first = hasCursor ? attentionCursor.place.top : 0
        let shown = all.dropFirst(first).prefix(
            all.count - first > place.rows && !hasCursor ? place.rows - 1 : place.rows)
        let table = Table(
            columns: Attention.columns(of: shown, context, selected: selected), gap: rect.columns < 100 ? 1 : 2)
        let (list, rest) = place.split(left: 2).rest.split(top: shown.count)
        table.draw(shown, into: &frame, in: list, glyphs: context.glyphs)
        if hasCursor {
            let line = place.row(attentionCursor.place.index - first)
            frame.drawSelection(in: line, within: place, hasRow: true, context: context)
        } else if shown.count < all.count {
            let words = "and \(Format.count(all.count - shown.count, "more queue"))"
            frame.draw(StyledText(DisplayText(words), context[.muted]), in: rest, glyphs: context.glyphs)
        }
    }

    private func drawWellness(into frame: inout Frame, in rect: Rect, context: DrawContext) {
        let sign = StyledText(context.glyphs.check + " ", context[.success])
        let words: DisplayText = "Nothing: these queues and their server are well."
        frame.draw(sign + StyledText(words, context[.muted]), in: rect, glyphs: context.glyphs)
    }
}
