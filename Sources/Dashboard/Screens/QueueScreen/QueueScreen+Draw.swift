import Canvas
import Queues

extension QueueScreen {
    func draw(into frame: inout Frame, in body: Rect, state: State) {
        let (layout, context) = (QueueLayout(body), state.context)
        drawTabs(into: &frame, in: layout.tabs, context: context)
        drawTable(into: &frame, in: layout.table, context: context, choice: state.settings.columns)
        drawPane(into: &frame, layout, context: context)
        drawStatus(into: &frame, in: layout.status, context: context, keys: state.keysToSearchFilter)
    }

    private func drawTable(into frame: inout Frame, in rect: Rect, context: DrawContext, choice: ColumnChoice) {
        let words = emptiness(context)
        var context = context
        // The previous page stays on the screen while the next one is read, but no key acts on it.
        if !isLoaded { context.isStale = true }
        let columns = choice.jobs(list).scrolled(by: sideways)
        let table = Table(columns: columns.map { $0.column(context) }, gap: rect.columns < 60 ? 1 : 2)
            .fitted(to: self.rows, width: rect.columns)
        let (head, rows) = frame.drawMargins(table, of: rect, isScrolled: sideways > 0, context).split(top: 1)
        table.drawHead(into: &frame, in: head, style: context[.column], glyphs: context.glyphs)
        table.draw(self.rows, into: &frame, in: rows, glyphs: context.glyphs)
        if self.rows.isEmpty { frame.drawEmptiness(words, in: rows, context) }
        for index in self.rows.indices.prefix(rows.rows) where isMarked(at: index) {
            frame.drawMark(in: rect, y: rows.y + index, isSelected: index == cursor, context: context)
        }
        let line = Rect(x: rect.x, y: rows.y + cursor, columns: rect.columns, rows: 1)
        guard link == nil else {
            // The job of the keys of jobs, while the key that opens opens a tab.
            if !self.rows.isEmpty { frame.draw(context.glyphs.bullet, style: context[.muted], x: line.x, y: line.y) }
            return
        }
        frame.drawSelection(in: line, within: rows, hasRow: isLoaded && !self.rows.isEmpty, context: context)
    }

    /// Returns the reason why the table is empty.
    private func emptiness(_ context: DrawContext) -> String {
        guard isLoaded else { return context.reading("the jobs") }
        if !filter.isEmpty {
            return
                "No job on this page has \"\(filter)\" in its id, name or failure. \(context.keys[.escape]) shows all."
        }
        if let part = page?.content.unreadable.first {
            return "\"\(String(decoding: part.key, as: UTF8.self))\" cannot be read: \(part.trouble.reason)."
        }
        let missing = page?.content.missing ?? []
        if !missing.isEmpty {
            let ids = missing.map { Words.name($0.bytes) }.joined(separator: ", ")
            let count = Format.count(missing.count, "missing job")
            return
                "\(count), which \(missing.count == 1 ? "is" : "are") listed and not stored; :remove-missing removes: \(ids)"
        }
        switch list {
        case .latest: return "This queue has no jobs."
        case .state(.waitingChildren): return "No job waits for its children."
        case .state(let state): return "This queue has no \(state.rawValue) jobs."
        }
    }

    private func drawPane(into frame: inout Frame, _ layout: QueueLayout, context: DrawContext) {
        frame.drawRule(layout, context)
        guard !layout.pane.isEmpty, let current else { return }
        let known = preview.flatMap { $0.detail.row.id == current.id ? $0 : nil }
        JobPane.draw(into: &frame, in: layout.pane.inset(columns: 1), context: context, row: current, preview: known)
    }

    /// Draws the shown part of the list, and remarks on it.
    private func drawStatus(into frame: inout Frame, in rect: Rect, context: DrawContext, keys: String) {
        var line = FittedLine()
        let isNarrow = rect.columns < ScreenLayout.leastWhole.columns
        line.append(
            StyledText(DisplayText(part, glyphs: context.glyphs), context[.muted]),
            short: isNarrow ? StyledText(DisplayText(shortPart, glyphs: context.glyphs), context[.muted]) : nil,
            priority: 9)
        if let markedWords {
            line.append(StyledText(DisplayText(markedWords, glyphs: context.glyphs), context[.match]), priority: 10)
        }
        if summary?.isPaused == true {
            line.append(StyledText(context.glyphs.pause + " paused", context[.paused]), priority: 8)
        }
        if !filter.isEmpty, isLoaded {
            let words = "\(Format.count(rows.count)) here; \(keys) searches \(searchedJobs)"
            line.append(StyledText(DisplayText(words), context[.match]), priority: 11)
        }
        if let missing = page?.content.missing, !missing.isEmpty {
            let ids = missing.prefix(3).map { Words.name($0.bytes) } + (missing.count > 3 ? [Words.ellipsis] : [])
            let words = "\(Format.count(missing.count, "missing job")): \(ids.joined(separator: ", "))"
            line.append(StyledText(DisplayText(words, glyphs: context.glyphs), context[.warning]), priority: 5)
        }
        if let limit = summary?.concurrency {
            line.append(StyledText(DisplayText("concurrency \(Format.count(limit))"), context[.muted]), priority: 3)
        }
        if let remark {
            line.append(StyledText(DisplayText(remark, glyphs: context.glyphs), context[.text]), priority: 6)
        }
        frame.draw(line, in: rect, context)
    }

    /// The jobs that a search for the filter goes through: `all 23 417`, of the list or, where that has jobs of any
    /// state, of the queue.
    private var searchedJobs: String {
        switch list {
        case .state: total.map { "all " + Format.count($0) } ?? "all"
        case .latest: "all jobs of the queue"
        }
    }

    /// The shown part without its order: `41-80 of 12 431`.
    private var shortPart: String {
        part.split(separator: ",").first.map { $0.drop { $0.isLetter }.drop { $0 == " " } }.map(String.init) ?? part
    }

    /// The shown part in words: `jobs 41-80 of 12 431, newest first`.
    private var part: String {
        guard let total else { return "" }
        guard total > 0 else { return "no jobs" }
        let last = min(total, offset + limit)
        let first = min(offset + 1, last)
        let places = Format.count(first) + (first < last ? "-" + Format.count(last) : "")
        let range = "\(places) of \(Format.count(total))"
        let isLatest = list == .latest && total == PageRequest.latestDepth
        return (first == last ? "job " : "jobs ") + range + (isLatest ? " latest" : "")
            + ", " + list.words(for: order)
    }
}
