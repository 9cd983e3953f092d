import Canvas
import Queues

extension Menu {
    /// Draws the menu over the screen, and the cursor on its row or in its field.
    func draw(_ items: [MenuItem], into frame: inout Frame, context: DrawContext) {
        let layout = MenuLayout(frame.size, kind: kind, items: items.count)
        frame.box(
            layout.box, title: StyledText(title, context[.title]), style: context[.border], glyphs: context.glyphs)
        frame.fill(layout.box.inset(columns: 1, rows: 1), style: context[.text])
        let rows = items.dropFirst(cursor.top).prefix(layout.list.rows)
        let widths = items.map { DisplayText($0.keys, glyphs: context.glyphs).width }
        let keyColumns = min(layout.list.columns / 2, widths.max() ?? 0)
        for (index, item) in rows.enumerated() {
            let line = Rect(x: layout.list.x, y: layout.list.y + index, columns: layout.list.columns, rows: 1)
            draw(item, keyColumns: keyColumns, into: &frame, in: line, context: context)
            guard cursor.top + index == cursor.index else { continue }
            frame.bar(line, style: context.theme[.selection])
            frame.cursor = Point(x: line.x, y: line.y)
        }
        if items.isEmpty { frame.draw(StyledText("  Nothing matches.", context[.muted]), in: layout.list) }
        drawField(into: &frame, in: layout.field, context: context)
    }

    private var title: DisplayText {
        switch kind {
        case .help: "Help"
        case .palette: "Commands"
        case .sort: "Order"
        case .actions(.job): "Job"
        case .actions(.queue): "Queue"
        case .places(let job, _): DisplayText("Job \(Words.name(job.bytes)) is in several queues")
        case .themes: "Themes"
        }
    }

    /// Whether keys stand before the titles; else a word on the item stands after it.
    private var hasKeys: Bool {
        switch kind {
        case .help, .palette, .actions: true
        case .sort, .themes, .places: false
        }
    }

    private var keyRole: ThemeRole { hasKeys ? .key : .muted }

    private func draw(
        _ item: MenuItem, keyColumns: Int, into frame: inout Frame, in line: Rect, context: DrawContext
    ) {
        let isGrey = item.reason != nil
        let keys = StyledText(DisplayText(item.keys, glyphs: context.glyphs), context[isGrey ? .muted : keyRole])
        let (left, right) = line.inset(columns: 1).split(left: keyColumns + 2)
        let place = hasKeys ? left.split(left: keyColumns).left : line.inset(columns: 1)
        frame.draw(keys, in: place, alignment: hasKeys ? .left : .right, glyphs: context.glyphs)
        let rest = hasKeys ? right : line.inset(columns: 1).split(left: line.columns - keyColumns - 4).left
        var text = StyledText(DisplayText(item.title, glyphs: context.glyphs), context[isGrey ? .muted : .text])
        if let reason = item.reason { text.append(DisplayText("  " + reason, glyphs: context.glyphs), context[.muted]) }
        frame.draw(text, in: rest, glyphs: context.glyphs)
    }

    private func drawField(into frame: inout Frame, in line: Rect, context: DrawContext) {
        let place = line.inset(columns: 1)
        guard isTyping else {
            let hint: DisplayText = "Enter runs  / narrows  Esc closes"
            frame.draw(StyledText(hint, context[.muted]), in: place, glyphs: context.glyphs)
            return
        }
        frame.drawField(field, prompt: kind == .palette ? ":" : "/", in: place, context: context)
    }
}

extension Frame {
    /// A line that is typed into: its end stays in sight, and the cursor is shown in it.
    mutating func drawField(_ field: TextField, prompt: DisplayText, in line: Rect, context: DrawContext) {
        guard !line.isEmpty else { return }
        let style = context.theme[.prompt]
        fill(line, style: style)
        draw(prompt, style: style, x: line.x, y: line.y)
        let room = max(0, line.columns - prompt.width - 1)
        let around = field.aroundCursor(line.columns)
        let before = DisplayText(around.before, glyphs: context.glyphs)
        let text = DisplayText(around.before + around.after, glyphs: context.glyphs)
        let start = max(0, before.width - room)
        draw(text.sliced(from: start, columns: room), style: style, x: line.x + prompt.width, y: line.y)
        cursor = Point(x: line.x + prompt.width + before.width - start, y: line.y)
        isCursorVisible = true
    }
}
