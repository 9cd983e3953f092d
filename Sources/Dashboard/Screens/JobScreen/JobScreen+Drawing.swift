import Canvas
import Queues

extension JobScreen {
    /// Draws the whole screen.
    func draw(into frame: inout Frame, in rect: Rect, context: DrawContext) {
        frame.fill(rect, style: context[.text])
        let layout = layout(in: rect)
        guard let detail else { return drawNothing(into: &frame, in: rect, context: context) }
        var summary = JobSummary(detail)
        summary.isGone = isGone
        for (index, line) in summary.lines(in: layout.summary.size, context).enumerated() {
            frame.draw(line, in: layout.summary.row(index), glyphs: context.glyphs)
        }
        drawTabs(detail, into: &frame, in: layout.tabs, context: context)
        drawAttempts(into: &frame, in: layout.attempts, context: context)
        drawNote(into: &frame, in: layout.note, context: context)
        guard let view = panes[section]?.view else { return }
        view.draw(into: &frame, in: layout.body, context: context)
        drawStatus(of: view, layout, into: &frame, context: context)
    }

    private func drawNothing(into frame: inout Frame, in rect: Rect, context: DrawContext) {
        let name = StyledText(DisplayText(id.bytes, glyphs: context.glyphs), context[.title])
        frame.draw(name, in: rect, glyphs: context.glyphs)
        let words = isGone ? JobNote.gone.text(context.glyphs) : DisplayText(context.reading("the job"))
        let role = isGone ? ThemeRole.error : .muted
        let (_, rest) = rect.split(top: rect.rows > 1 ? 1 : 0)
        for (index, row) in words.words(to: max(1, rest.columns)).prefix(rest.rows).enumerated() {
            frame.draw(row, style: context[role], x: rest.x, y: rest.y + index, columns: rest.columns)
        }
        frame.cursor = Point(x: rest.x, y: rest.y)
    }

    private func drawNote(into frame: inout Frame, in rect: Rect, context: DrawContext) {
        let rows = noteRows(in: rect, glyphs: context.glyphs, context.keys)
        for (index, row) in rows.prefix(rect.rows).enumerated() {
            let isCut = index == rect.rows - 1 && rows.count > rect.rows
            let text = isCut ? row.sliced(from: 0, columns: rect.columns - 1) + context.glyphs.ellipsis : row
            frame.draw(StyledText(text, context[note?.role ?? .text]), in: rect.row(index), glyphs: context.glyphs)
        }
    }

    private func drawStatus(
        of view: TextView, _ layout: JobScreenLayout, into frame: inout Frame, context: DrawContext
    ) {
        let lines = logPlace(in: layout.body.size, glyphs: context.glyphs)
        let place = StyledText(lines ?? view.place(in: layout.body.size, glyphs: context.glyphs), context[.muted])
        frame.draw(place, in: layout.status, alignment: .right, glyphs: context.glyphs)
        var text = StyledText()
        if let search = view.search, let logProgress = logProgress(context.keys) {
            text = StyledText(DisplayText("/" + search.query, glyphs: context.glyphs), context[.prompt])
            text.append(DisplayText("  " + logProgress), context[log.isSearching ? .warning : .text])
        } else if let search = view.search {
            text = search.text(context)
        }
        if let isFollowing {
            text += StyledText(DisplayText(text.isEmpty ? "" : "  ")) + context.following(isFollowing)
        }
        if wantsRaw {
            text += StyledText(DisplayText((text.isEmpty ? "" : "  ") + "strings as stored"), context[.muted])
        }
        if !wraps {
            let words = view.left > 0 ? "from column \(view.left + 1)" : "not wrapped"
            text += StyledText(DisplayText((text.isEmpty ? "" : "  ") + words), context[.muted])
        }
        let (left, _) = layout.status.split(left: layout.status.columns - place.width - 2)
        frame.draw(text, in: left, glyphs: context.glyphs)
    }
}

extension TextSearch {
    /// Returns the search with the place among its matches, `/query 3/17`, and whether it went around.
    func text(_ context: DrawContext) -> StyledText {
        var text = StyledText(DisplayText("/" + query, glyphs: context.glyphs), context[.prompt])
        guard !matches.isEmpty else { return text + StyledText("  not found", context[.warning]) }
        let count = Format.count(matches.count) + (matches.count == Self.limit ? "+" : "")
        let number = current.map { Format.count($0 + 1) + "/" } ?? ""
        text.append(DisplayText("  " + number + count), context[.text])
        if hasWrapped { text.append("  search went round", context[.warning]) }
        return text
    }
}

extension Rect {
    /// Returns one of its rows; empty outside.
    func row(_ index: Int) -> Rect { split(top: index + 1).top.split(top: index).rest }
}
