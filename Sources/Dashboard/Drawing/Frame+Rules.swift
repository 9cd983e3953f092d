import Canvas

/// The lines between the parts of a screen.
extension Frame {
    /// Draws a line over the width of `rect` with a title, and at its right end `trailing` where there is room, and the
    /// age of the data where the server does not answer.
    mutating func rule(
        _ rect: Rect, title: StyledText, trailing: StyledText = StyledText(), _ context: DrawContext
    ) {
        guard rect.rows > 0 else { return }
        horizontalLine(x: rect.x, y: rect.y, columns: rect.columns, style: context[.border], glyphs: context.glyphs)
        let shown = title.truncated(to: max(0, rect.columns - 4), glyphs: context.glyphs)
        let blank = StyledText(" ", context[.border])
        draw(blank + shown + blank, x: rect.x + 1, y: rect.y, columns: rect.columns - 1)
        let age = context.age.map { StyledText(DisplayText("\(Format.age($0)) old"), context[.stale]) }
        let trailing = [trailing, age ?? StyledText()].filter { !$0.isEmpty }.joined(by: "  ")
        let end = rect.x + rect.columns - trailing.width - 3
        guard !trailing.isEmpty, end > rect.x + shown.width + 4 else { return }
        draw(blank + trailing + blank, x: end, y: rect.y)
    }

    /// Draws the line between table and pane.
    mutating func drawRule(_ layout: QueueLayout, _ context: DrawContext) {
        let (rule, style) = (layout.rule, context[.border])
        guard !layout.pane.isEmpty else { return }
        if rule.columns == 1 {
            verticalLine(x: rule.x, y: rule.y, rows: rule.rows, style: style, glyphs: context.glyphs)
        } else {
            horizontalLine(x: rule.x, y: rule.y, columns: rule.columns, style: style, glyphs: context.glyphs)
        }
    }
}
