import Canvas
import Queues

extension QueuesScreen {
    /// Draws the listed queues that need attention, with the reasons.
    func drawAttention(
        _ all: AttentionList, isServerRead: Bool, into frame: inout Frame, in rect: Rect, context: DrawContext
    ) {
        guard rect.rows > 1, !rows.isEmpty else { return }
        frame.rule(rect.row(0), title: StyledText("Needs attention", context[.title]), context)
        let place = rect.split(top: 1).rest
        guard !all.isEmpty else {
            let wellness =
                isPast ? pastWellness(context) : StyledText.wellness(isServerRead: isServerRead, context)
            return frame.draw(wellness, in: place.inset(columns: 2), glyphs: context.glyphs)
        }
        let hasCursor = pane == .attention
        let first = hasCursor ? attentionCursor.place.top : 0
        let shown = all.dropFirst(first).prefix(
            all.count - first > place.rows && !hasCursor ? place.rows - 1 : place.rows)
        let table = Table(
            columns: Attention.columns(of: shown, context, columns: rect.columns, selected: selected),
            gap: rect.columns < 100 ? 1 : 2)
        let (list, rest) = place.lines.split(top: shown.count)
        table.draw(shown, into: &frame, in: list, glyphs: context.glyphs)
        if hasCursor {
            let line = place.row(attentionCursor.place.index - first)
            frame.drawSelection(in: line, within: place, hasRow: true, context: context)
        } else if shown.count < all.count {
            let words = "and \(Format.count(all.count - shown.count)) more"
            frame.draw(StyledText(DisplayText(words), context[.muted]), in: rest, glyphs: context.glyphs)
        }
    }

    /// Returns the line that is shown where nothing needed attention at a moment of the past.
    private func pastWellness(_ context: DrawContext) -> StyledText {
        guard listed.contains(where: { $0.remembered?.verdict == nil }) else {
            return StyledText(context.glyphs.check + " ", context[.success])
                + StyledText("Nothing in these queues.", context[.muted])
        }
        return StyledText("? Not known: not all of these queues were read then.", context[.warning])
    }
}

extension StyledText {
    /// Returns the line that is shown where nothing needs attention: all is well, as far as it was read, and only for
    /// what is read now.
    fileprivate static func wellness(isServerRead: Bool, _ context: DrawContext) -> StyledText {
        if context.isStale {
            let age = Format.age(context.age ?? 0)
            let subject = isServerRead ? "these queues and their server were well" : "these queues were well"
            return StyledText(DisplayText("? Not known now: \(subject) \(age) ago."), context[.warning])
        }
        let sign = StyledText(context.glyphs.check + " ", context[.success])
        guard !isServerRead else {
            return sign + StyledText("Nothing: these queues and their server are well.", context[.muted])
        }
        return sign + StyledText("Nothing in these queues. ", context[.muted])
            + StyledText("? Their server is not known: no answer to INFO.", context[.warning])
    }
}
