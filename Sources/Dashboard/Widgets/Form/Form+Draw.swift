import Canvas
import Queues

extension Form {
    /// Draws the form over the screen, with the cursor in its field.
    func draw(into frame: inout Frame, help: String, context: DrawContext) {
        let message = problem?.words ?? help
        let width = FormLayout.width(frame.size)
        let lines = DisplayText(message, glyphs: context.glyphs).words(to: max(1, width - 2))
        let layout = FormLayout(
            frame.size, fields: fields.count, focus: focus, lines: lines.count, isProblem: problem != nil)
        let title = kind.entry.title + (layout.isWhole ? "" : " (\(focus + 1)/\(fields.count))")
        frame.box(
            layout.box, title: StyledText(DisplayText(title, glyphs: context.glyphs), context[.title]),
            style: context[.border], glyphs: context.glyphs)
        frame.fill(layout.box.inset(columns: 1, rows: 1), style: context[.text])
        let subject = StyledText(DisplayText(self.subject, glyphs: context.glyphs), context[.text])
        frame.draw(subject, in: layout.subject, glyphs: context.glyphs)
        drawFields(into: &frame, layout, context)
        draw(lines, into: &frame, in: layout.message, context)
    }

    private func drawFields(into frame: inout Frame, _ layout: FormLayout, _ context: DrawContext) {
        let names = labels.map { DisplayText($0.label, glyphs: context.glyphs) }
        let columns = min(layout.fields.columns / 2, names.map(\.width).max() ?? 0)
        for row in 0..<layout.fields.rows {
            let index = layout.first + row
            let line = Rect(x: layout.fields.x, y: layout.fields.y + row, columns: layout.fields.columns, rows: 1)
            let (left, value) = line.split(left: columns + 4)
            // The sign shows the focus without colours and without a cursor.
            let isWrong = problem?.field == index
            let sign = index == focus ? context.glyphs.selection : isWrong ? context.glyphs.failure : " "
            let role: ThemeRole = isWrong ? .error : index == focus ? .key : .muted
            let label = StyledText(sign + " ", context[role]) + StyledText(names[index], context[role])
            frame.draw(label, in: left.split(left: columns + 2).left, glyphs: context.glyphs)
            drawValue(index, into: &frame, in: value, context)
        }
    }

    private func drawValue(_ index: Int, into frame: inout Frame, in place: Rect, _ context: DrawContext) {
        let isFocused = index == focus
        switch labels[index].kind {
        case .text, .queue:
            if isFocused { return frame.drawField(fields[index], prompt: "", in: place, context: context) }
            let text = DisplayText(fields[index].beginning(place.columns), glyphs: context.glyphs)
            frame.draw(StyledText(text, context[.text]), in: place, glyphs: context.glyphs)
        case .choice:
            let word = DisplayText(fields[index].text, glyphs: context.glyphs)
            let shown = isFocused ? context.glyphs.arrowLeft + " " + word + " " + context.glyphs.arrowRight : word
            if isFocused {
                frame.fill(place, style: context.theme[.prompt])
                frame.cursor = Point(x: place.x + 2, y: place.y)
                frame.isCursorVisible = true
            }
            frame.draw(StyledText(shown, context[isFocused ? .prompt : .text]), in: place, glyphs: context.glyphs)
        }
    }

    private func draw(_ lines: [DisplayText], into frame: inout Frame, in place: Rect, _ context: DrawContext) {
        let role: ThemeRole = problem == nil ? .muted : .error
        if problem != nil {
            frame.draw(context.glyphs.warning, style: context[role], x: place.x, y: place.y)
        }
        for (index, line) in lines.prefix(place.rows).enumerated() {
            frame.draw(line, style: context[role], x: place.x + 2, y: place.y + index)
        }
    }
}

extension State {
    /// Returns the text below the fields of a form: what can be typed, or the queues that match the typed text.
    func help(on form: Form) -> String {
        guard case .queue = form.focused.kind else { return form.focused.hint }
        let several = settings.prefixes.count > 1
        let names = formContext.queues.filter { $0 != currentQueue }.map { Words.name(several ? $0.base : $0.name) }
        let typed = form.fields[form.focus].text
        let found = PaletteRanking.find(typed, in: names) { PaletteRanking.Entry(title: $0) }.prefix(8)
        return found.isEmpty ? form.focused.hint : found.joined(separator: ", ")
    }

    /// Draws the keys of an overlay.
    func drawKeys(_ keys: [(String, String)], into frame: inout Frame, in rect: Rect, context: DrawContext) {
        let line = keys.reduce(into: StyledText(" ")) { line, key in
            line.append(DisplayText(key.0), context.theme[.key])
            line.append(DisplayText(" \(key.1)  "), context.theme[.muted])
        }
        frame.draw(line, in: rect, glyphs: context.glyphs)
    }
}
