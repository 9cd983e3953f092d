import Canvas
import Queues

extension Menu {
    /// Draws the menu over the screen, with the cursor on its row or in its field.
    func draw(_ items: [MenuItem], into frame: inout Frame, context: DrawContext) {
        let layout = MenuLayout(frame.size, kind: kind, items: items)
        frame.box(
            layout.box, title: StyledText(title, context[.title]), style: context[.border], glyphs: context.glyphs)
        frame.fill(layout.box.inset(columns: 1, rows: 1), style: context[.text])
        frame.note(.box, in: layout.box)
        let labels = items.map { $0.label(withUsage: layout.showsUsage) }
        for (cells, place) in zip(layout.grid.columns, layout.columns) {
            draw(cells, of: items, labels, layout, into: &frame, in: place, context: context)
        }
        if items.isEmpty { frame.draw(StyledText("  Nothing matches.", context[.muted]), in: layout.list) }
        drawMore(layout, into: &frame, context: context)
        drawField(into: &frame, in: layout.field, context: context)
    }

    private var title: DisplayText {
        switch kind {
        case .help: "Help"
        case .palette: "Commands"
        case .sort: "Order"
        case .actions(.job): "Job actions"
        case .actions(.queue): "Queue actions"
        case .places(let job, _): DisplayText("Job \(Words.name(job.bytes)) is in several queues")
        case .themes: "Themes"
        case .tree: "Tree of queues"
        }
    }

    /// Draws the visible lines of a column.
    private func draw(
        _ cells: [MenuGrid.Cell], of items: [MenuItem], _ labels: [String], _ layout: MenuLayout,
        into frame: inout Frame, in place: Rect, context: DrawContext
    ) {
        let shown = cells.dropFirst(scroll.top).prefix(place.rows)
        let keyColumns = layout.labelColumns(cells, items, in: place)
        for (index, cell) in shown.enumerated() {
            let line = place.row(index)
            switch cell {
            case .blank: break
            case .heading(let words):
                frame.draw(
                    StyledText(DisplayText(words), context[.title]), in: line.inset(columns: 1), glyphs: context.glyphs)
            case .item(let item):
                draw(items[item], labels[item], keyColumns: keyColumns, into: &frame, in: line, context: context)
                frame.note(.item(item), in: line)
                guard item == cursor.index else { continue }
                frame.bar(line, style: context.theme[.selection], on: context.theme[.text].background)
                frame.cursor = Point(x: line.x, y: line.y)
            }
        }
    }

    private func draw(
        _ item: MenuItem, _ label: String, keyColumns: Int, into frame: inout Frame, in line: Rect,
        context: DrawContext
    ) {
        let isGrey = item.reason != nil
        let keyRole: ThemeRole = kind.hasKeys ? .key : .muted
        let keys = StyledText(DisplayText(label, glyphs: context.glyphs), context[isGrey ? .muted : keyRole])
        let inside = line.inset(columns: 1)
        let place = kind.hasKeys ? inside.split(left: keyColumns).left : inside
        frame.draw(keys, in: place, alignment: kind.hasKeys ? .left : .right, glyphs: context.glyphs)
        let gap = kind.hasKeys && keyColumns > 0 ? keyColumns + 2 : 0
        let rest =
            kind.hasKeys ? inside.split(left: gap).rest : inside.split(left: inside.columns - keyColumns - 2).left
        let role: ThemeRole = isGrey ? .muted : item.isDestructive ? .error : .text
        var text = StyledText(DisplayText(item.title, glyphs: context.glyphs), context[role])
        // A reason is shown as a whole or not at all; that of the item under the cursor then in the last line.
        if let reason = item.reason.map({ DisplayText("  " + $0, glyphs: context.glyphs) }),
            text.width + reason.width <= rest.columns
        {
            text.append(reason, context[.muted])
        }
        frame.draw(text, in: rest, glyphs: context.glyphs)
    }

    /// Draws the arrows in the lower border, which show whether there is more above or below.
    private func drawMore(_ layout: MenuLayout, into frame: inout Frame, context: DrawContext) {
        let border = layout.box.row(layout.box.rows - 1).inset(columns: 2)
        let below = layout.grid.lines - scroll.top - layout.list.rows
        guard below > 0 || scroll.top > 0 else { return }
        let arrows = (scroll.top > 0 ? context.glyphs.arrowUp : "") + (below > 0 ? context.glyphs.arrowDown : "")
        let more = StyledText(" " + arrows + " more ", context[.muted])
        frame.draw(more, in: border, alignment: .right, glyphs: context.glyphs)
    }

    private func drawField(into frame: inout Frame, in line: Rect, context: DrawContext) {
        let place = line.inset(columns: 1)
        guard isTyping else {
            let hint: DisplayText = "/ narrows the list"
            frame.draw(StyledText(hint, context[.muted]), in: place, glyphs: context.glyphs)
            return
        }
        frame.drawField(field, prompt: kind == .palette ? ":" : "/", in: place, context: context)
    }
}

extension Frame {
    /// Draws a line of input: its end stays in sight, and the cursor is shown in it.
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
