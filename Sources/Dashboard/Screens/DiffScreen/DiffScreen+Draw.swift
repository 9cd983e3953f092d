import Canvas
import Queues

extension DiffScreen {
    func draw(into frame: inout Frame, in body: Rect, state: State) {
        let (layout, context) = (layout(in: body), state.context)
        drawTotals(into: &frame, in: layout.tabs, context)
        let table = Table(columns: columns(layout.table.columns, context), gap: 1)
        let place = frame.drawTable(table, of: lines, at: cursor, isScrolled: false, in: layout.table, context)
        if lines.isEmpty { frame.drawEmptiness(emptiness, in: place, context) }
        frame.drawSelection(of: cursor, in: layout.table, rows: place, hasRow: !lines.isEmpty, context)
        frame.drawRule(layout, context)
        drawValues(into: &frame, in: layout.pane.inset(columns: 1), context)
        frame.drawFilter(filter, Format.count(lines.count { $0.row != nil }, "field"), in: layout.status, context)
    }

    /// Returns the columns field, left and right. The two values get the same width.
    private func columns(_ width: Int, _ context: DrawContext) -> [TableColumn<DiffLine>] {
        let rest = max(6, width - 6)
        let longest = lines.compactMap(\.row?.path.count).max() ?? 0
        let field = min(max(longest, 14), max(8, rest * 3 / 10))
        let value = max(3, (rest - field) / 2)
        func head(_ side: String, _ place: JobPlace?) -> DisplayText {
            let id = place.map { DisplayText($0.id.bytes, glyphs: context.glyphs) } ?? "?"
            return (DisplayText(side + " ") + id).truncated(to: value, ellipsis: .end)
        }
        return [
            TableColumn(" ", width: .fixed(1), priority: 100) { $0.sign(context) },
            TableColumn("Field", width: .fixed(field), priority: 100) { $0.field(context) },
            TableColumn(head("left:", request.left), width: .fixed(value), priority: 100) { $0.value(\.left, context) },
            TableColumn(head("right:", pair?.content.place), width: .fixed(value), priority: 100) {
                $0.value(\.right, context)
            },
        ]
    }

    private func drawTotals(into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        guard let pair = pair?.content else { return }
        var line = FittedLine()
        if let text, !lines.isEmpty {
            let count = text.differing
            let words = count == 0 ? "no difference" : Format.count(count, "difference")
            line.append(StyledText(DisplayText(words), context[count == 0 ? .success : .warning]), priority: 9)
        }
        line.append(side("left", request.left, pair.left, context), priority: 8)
        if let place = pair.place { line.append(side("right", place, pair.right, context), priority: 8) }
        if request.right == nil, pair.place != nil {
            line.append(StyledText("the nearest completed one of its name", context[.muted]), priority: 5)
        }
        frame.draw(line, in: rect, context)
    }

    private func side(_ name: String, _ place: JobPlace, _ job: JobDetail?, _ context: DrawContext) -> StyledText {
        var text = StyledText(DisplayText(name + " "), context[.muted])
        text.append(DisplayText(place.queue.name, glyphs: context.glyphs), context[.text])
        text.append(" " + context.glyphs.separator + " ", context[.muted])
        text += context.name(place.id.bytes)
        guard let job else { return text + StyledText(" gone", context[.error]) }
        guard let state = job.row.state else { return text + StyledText(" in no list", context[.warning]) }
        text.append(" " + state.sign(context.glyphs) + DisplayText(" " + state.rawValue), context[state.role])
        return text
    }

    /// Draws the two values of the field under the cursor, as far as there is room.
    private func drawValues(into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        guard let row = current?.row, rect.rows >= 3 else { return }
        let (head, rest) = rect.split(top: 1)
        let title = StyledText(DisplayText(row.path, glyphs: context.glyphs), context[.title])
        frame.draw(title, in: head, glyphs: context.glyphs)
        let (top, bottom) = rest.split(top: (rest.rows + 1) / 2)
        let sides = [
            ("left   ", row.text(\.left, in: context.zone), top),
            ("right  ", row.text(\.right, in: context.zone), bottom),
        ]
        for (name, value, place) in sides {
            let (label, body) = place.split(left: 7)
            frame.draw(StyledText(DisplayText(name), context[.muted]), in: label.row(0), glyphs: context.glyphs)
            guard let value else {
                frame.draw(StyledText("not there", context[.muted]), in: body.row(0), glyphs: context.glyphs)
                continue
            }
            let text = DisplayText(value, glyphs: context.glyphs)
            for (index, line) in text.wrapped(to: max(1, body.columns)).prefix(body.rows).enumerated() {
                frame.draw(StyledText(line, context[.text]), in: body.row(index), glyphs: context.glyphs)
            }
        }
    }

    /// The reason why there is nothing to compare.
    private var emptiness: String {
        guard let pair = pair?.content else { return "" }
        guard let left = pair.left else { return "The job on the left does not exist (any more)." }
        if left.isUnreadable { return "The job on the left cannot be read." }
        if pair.isBeginning { return "The other job is being read." }
        guard pair.place != nil else {
            if pair.looked == 0 { return "The queue keeps no completed job to compare it with." }
            let words = "No completed job of its name among the \(Format.count(pair.looked)) "
            return words + (pair.isExhausted ? "that are kept." : "nearest ones; mark two jobs to compare them.")
        }
        return "The job on the right does not exist (any more)."
    }
}

extension DiffLine {
    fileprivate func sign(_ context: DrawContext) -> StyledText {
        guard let row else { return StyledText() }
        switch row.kind {
        case .equal, .incidental: return StyledText()
        case .unknown: return StyledText("?", context[.warning])
        case .different:
            if row.left == nil { return StyledText("+", context[.success]) }
            return row.right == nil ? StyledText("-", context[.error]) : StyledText("*", context[.warning])
        }
    }

    fileprivate func field(_ context: DrawContext) -> StyledText {
        switch self {
        case .section(let section, _): return StyledText(DisplayText(section.rawValue), context[.title])
        case .equal(_, let count):
            return StyledText(context.glyphs.ellipsis + DisplayText(" \(Format.count(count)) equal"), context[.muted])
        case .row(_, let row):
            return StyledText(
                DisplayText(row.path, glyphs: context.glyphs), context[row.kind == .different ? .text : .muted])
        }
    }

    fileprivate func value(_ side: KeyPath<DiffRow, DiffValue?>, _ context: DrawContext) -> StyledText {
        switch self {
        case .section(_, let head):
            guard side == \DiffRow.left else { return StyledText(DisplayText(head.note ?? ""), context[.warning]) }
            return StyledText(DisplayText(head.words), context[.muted])
        case .equal: return StyledText()
        case .row(_, let row):
            guard let value = row.text(side, in: context.zone) else {
                return StyledText(context.glyphs.absent, context[.muted])
            }
            let text = DisplayText(Array(value.prefix(1_024)), glyphs: context.glyphs)
            let role: ThemeRole =
                row.kind == .incidental
                ? .text : row.kind != .different ? .muted : side == \DiffRow.left ? .error : .success
            return StyledText(text, context[role])
        }
    }
}
