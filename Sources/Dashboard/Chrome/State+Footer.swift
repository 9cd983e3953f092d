import Canvas
import Queues

extension State {
    /// Draws the last line: a question, a line of input, a message, or the keys that work here. A message may take more
    /// lines, upwards.
    func drawFooter(into frame: inout Frame, in rect: Rect) {
        let context = context
        switch overlay {
        case .question(let question) where !question.isInBox:
            drawQuestion(question, into: &frame, in: rect, context: context)
        case .prompt(let field):
            frame.drawField(field, prompt: "/", in: rect, context: context)
        case .form:
            let keys = [("Enter", "applies"), ("Tab", "next"), ("Esc", "closes")]
            drawKeys(keys, into: &frame, in: rect, context: context)
        case .menu, .question, nil:
            if let notice {
                drawNotice(notice, into: &frame, in: rect, context: context)
            } else if let line = progressLine(columns: rect.columns - 2, context: context) {
                frame.draw(line, in: rect.inset(columns: 1), glyphs: context.glyphs)
            } else if let trouble = hiddenTrouble(on: frame.size) {
                let age = Format.age(dataAge ?? 0)
                let words = "Data is \(age) old. \(Words.advice(trouble).text)"
                let text = DisplayText(words, glyphs: settings.glyphs)
                frame.draw(StyledText(text, context.theme[.error]), in: rect.inset(columns: 1), glyphs: settings.glyphs)
            } else if case .menu(let menu) = overlay {
                drawFoot(of: menu, into: &frame, in: rect, context: context)
            } else if overlay == nil {
                // A question in a box shows its keys there.
                drawHints(into: &frame, in: rect, context: context)
            }
        }
    }

    /// Returns the trouble with the connection, where data is shown and no line of the server has room for the trouble.
    private func hiddenTrouble(on size: Size) -> Trouble? {
        guard case .down(let trouble, _) = connection, receivedAt != nil else { return nil }
        return ScreenLayout(size).server.isEmpty ? trouble : nil
    }

    private func drawQuestion(_ question: Question, into frame: inout Frame, in rect: Rect, context: DrawContext) {
        let style = context.theme[.question]
        let keys: DisplayText = question.inquiry != nil ? "  n no (looking)" : " " + question.answers(at: clock)
        let words = question.change.map { question.text(of: $0, in: settings.zone) } ?? question.words
        let text = DisplayText(words, glyphs: context.glyphs)
        var lines = text.words(to: max(1, rect.columns - 2))
        // The keys get a separate line where the last one has no room for them.
        if (lines.last?.width ?? 0) + keys.width > rect.columns - 2 { lines.append("") }
        let place = upwards(from: rect, rows: lines.count, limit: size.rows / 2)
        frame.fill(place, style: style)
        // Where there is no room for all lines, the end is left out, which matters less than the beginning.
        let isCut = lines.count > place.rows
        let shown = isCut ? lines.prefix(place.rows - 1) + [context.glyphs.ellipsis] : lines[...]
        for (index, line) in shown.enumerated() {
            frame.draw(line, style: style, x: place.x + 1, y: place.y + index)
        }
        let last = shown.last?.width ?? 0
        let used = frame.draw(keys, style: style, x: rect.x + 1 + last, y: rect.y)
        frame.cursor = Point(x: rect.x + 1 + last + used, y: rect.y)
        frame.isCursorVisible = true
    }

    /// Draws the reason why the item under the cursor of a menu cannot be chosen, unless the reason is shown beside it;
    /// else the keys of the menu.
    private func drawFoot(of menu: Menu, into frame: inout Frame, in rect: Rect, context: DrawContext) {
        let (items, index) = (items(of: menu), menu.cursor.index)
        let layout = MenuLayout(size, kind: menu.kind, items: items)
        if items.indices.contains(index), let reason = items[index].reason, !layout.showsReason(of: index, items) {
            let notice = Notice(kind: .warning, text: reason, at: clock)
            return drawNotice(notice, into: &frame, in: rect, context: context)
        }
        let arrows = (context.glyphs.arrowUp + " " + context.glyphs.arrowDown).plain
        let keys = [("Enter", menu.kind.hasActions ? "runs" : "chooses"), (arrows, "move"), ("Esc", "closes")]
        drawKeys(keys, into: &frame, in: rect, context: context)
    }

    private func drawNotice(_ notice: Notice, into frame: inout Frame, in rect: Rect, context: DrawContext) {
        let style = context.theme[notice.kind.role]
        let mark = notice.kind.mark(context.glyphs)
        let lines = DisplayText(notice.text, glyphs: context.glyphs).words(to: max(1, rect.columns - 4))
        let place = upwards(from: rect, rows: lines.count)
        frame.fill(place, style: context.theme[.text])
        frame.draw(mark, style: style, x: place.x + 1, y: place.y)
        for (index, line) in lines.prefix(place.rows).enumerated() {
            frame.draw(line, style: style, x: place.x + 3, y: place.y + index)
        }
    }

    /// Returns at most `rows` rows that end with `line`, limited to `limit`, or to a third of the screen.
    private func upwards(from line: Rect, rows: Int, limit: Int? = nil) -> Rect {
        let usual = ScreenLayout.isWhole(size) ? size.rows / 3 : size.rows - 2
        let rows = max(1, min(rows, limit ?? usual, line.y + 1))
        return Rect(x: line.x, y: line.y - rows + 1, columns: line.columns, rows: rows)
    }

    /// Draws the keys that work now, in the order of the table; help and the way back are always there.
    private func drawHints(into frame: inout Frame, in rect: Rect, context: DrawContext) {
        let entries = Action.table.filter {
            $0.hint != nil && !$0.scope.isDisjoint(with: scope) && $0.reason(in: self) == nil
                && !settings.keys.keys(of: $0, in: scope).isEmpty
        }
        let fixed: [Action] = [.help, .back]
        var ends = StyledText()
        for entry in entries where fixed.contains(entry.action) { ends += hint(entry, context) }
        var line = StyledText(" ")
        for entry in entries where !fixed.contains(entry.action) {
            let piece = hint(entry, context)
            guard line.width + piece.width + ends.width <= rect.columns else { continue }
            line += piece
        }
        frame.draw(line + ends, in: rect, glyphs: context.glyphs)
    }

    private func hint(_ entry: ActionEntry, _ context: DrawContext) -> StyledText {
        let own = entry.action == .freeze && frozenAt != nil ? "go on" : path.top.hint(of: entry.action, in: self)
        let words = own ?? entry.hint ?? ""
        return StyledText(DisplayText(settings.keys.keys(of: entry, in: scope).first?.name ?? ""), context.theme[.key])
            + StyledText(DisplayText(" \(words)  "), context.theme[.muted])
    }
}
