import Canvas
import Queues

extension QueuesScreen {
    func draw(into frame: inout Frame, in body: Rect, state: State) {
        let (layout, context) = (layout(in: body), state.context)
        for (number, place) in [layout.table, layout.causes, layout.attention, layout.workers].enumerated() {
            frame.note(.pane(number), in: place)
        }
        drawTotals(into: &frame, in: layout.totals, context: context)
        drawRates(state.history, into: &frame, in: layout.totals, context)
        drawTable(into: &frame, in: layout.table, context: context, state)
        drawDetail(into: &frame, in: layout.detail, context: context)
        drawCauses(into: &frame, in: layout.causes, context)
        drawWorkers(into: &frame, in: layout.workers, context)
        guard !layout.attention.isEmpty else { return }
        if layout.workers.y == layout.attention.y {
            let (x, y) = (layout.workers.x - 1, layout.workers.y)
            frame.draw(context.glyphs.teeDown, style: context[.border], x: x, y: y)
            frame.verticalLine(
                x: x, y: y + 1, rows: layout.workers.rows - 1, style: context[.border], glyphs: context.glyphs)
        }
        drawAttention(
            attention, isServerRead: state.server?.isRead == true, into: &frame, in: layout.attention, context: context)
    }

    /// Returns the table for a number of cells. A column of rates is followed by its picture, that of waiting jobs by its
    /// trend.
    private func table(columns: Int, _ context: DrawContext, _ state: State) -> Table<QueueRow> {
        let shown = state.settings.columns.queues(
            isWide: columns >= QueuesLayout.wide, hasPrefixes: state.settings.prefixes.count > 1, sideways: sideways)
        let widths = widths(of: self.rows.dropFirst(cursor.top).prefix(state.body.rows), columns: columns, context)
        var (drawn, mark): ([TableColumn<QueueRow>], SortMark?) = ([], nil)
        for column in shown {
            if column.id == order.column { mark = SortMark(column: drawn.count, isDescending: order.isDescending) }
            drawn.append(
                column.column(context, width: widths[column.id], isBrief: columns < QueuesLayout.narrow) {
                    previous($0)
                })
            guard !state.settings.columns.choosesQueues else { continue }
            if let companion = column.companion(state.history, context) { drawn.append(companion) }
        }
        return Table(columns: drawn, gap: columns >= QueuesLayout.roomy ? 2 : 1, sort: mark)
    }

    private func drawTable(into frame: inout Frame, in rect: Rect, context: DrawContext, _ state: State) {
        let table = table(columns: rect.columns, context, state)
        let place = frame.drawMargins(table, of: rect, isScrolled: sideways > 0, context)
        let (head, rows) = place.split(top: 1)
        table.drawHead(into: &frame, in: head, style: context[.column], glyphs: context.glyphs)
        table.draw(self.rows.dropFirst(cursor.top), into: &frame, in: rows, glyphs: context.glyphs)
        let marked = Set(marks)
        for (index, row) in self.rows.dropFirst(cursor.top).prefix(rows.rows).enumerated()
        where !marked.isEmpty && row.queues.allSatisfy({ marked.contains($0.id) }) {
            let isSelected = cursor.top + index == cursor.index
            frame.drawMark(in: rect, y: rows.y + index, isSelected: isSelected, context: context)
        }
        if self.rows.isEmpty { drawEmpty(into: &frame, in: rows, context: context) }
        let line = Rect(x: rect.x, y: rows.y + cursor.index - cursor.top, columns: rect.columns, rows: 1)
        guard pane == .queues else {
            // The queue of the panes, while keys act in one of them.
            frame.draw(context.glyphs.bullet, style: context[.muted], x: line.x, y: line.y)
            return
        }
        frame.drawSelection(in: line, within: rows, hasRow: !self.rows.isEmpty, context: context)
    }

    /// Returns the number of cells that the names of the queues need; of the first ones, where there are many.
    private func nameColumns(_ context: DrawContext, columns: Int) -> Int {
        let widths = rows.prefix(500).lazy.map { QueueColumn.nameWidth(of: $0, context) }
        return NameWidth.fitting(widths, limit: columns * 2 / 3, columns: columns)
    }

    /// Returns the widths of names and verdicts. A name is no wider than it must be and is cut last, after other columns are
    /// left out. The verdict has room for its words, for those of the rows that are seen where names are long.
    private func widths(
        of seen: some Sequence<QueueRow>, columns: Int, _ context: DrawContext
    ) -> [QueueColumn.ID: ColumnWidth] {
        let names = max(10, nameColumns(context, columns: columns))
        guard columns >= QueuesLayout.narrow else {
            return [
                .name: .flexible(min: 10, ideal: names, max: names), .state: .flexible(min: 9, ideal: 12, max: 200),
            ]
        }
        let usual = columns >= QueuesLayout.roomy ? 26 : 24
        // What the margins and the failed jobs take.
        let others = 13
        let isTight = names + usual + others > columns
        let verdict =
            isTight ? min(usual, seen.map { QueueColumn.healthWidth(of: $0, context) }.max() ?? usual) : usual
        let name = min(names, columns * 2 / 3, max(columns / 3, columns - others - verdict))
        return [
            .name: .flexible(min: name, ideal: names, max: names),
            .state: .flexible(min: verdict, ideal: usual + 2, max: 200),
        ]
    }

    /// Draws the reason why the table is empty.
    private func drawEmpty(into frame: inout Frame, in rect: Rect, context: DrawContext) {
        guard let overview else { return }
        let words: String
        if let problem = QueueFilter(filter).problem {
            words = problem
        } else if !filter.isEmpty {
            let test = QueueFilter(filter)
            let count = unlisted.count { test.admits($0, at: overview.takenAt) }
            let hidden = count == 1 ? "1 hidden queue does" : "\(Format.count(count)) hidden queues do"
            words =
                "No queue\(count > 0 ? " that is listed" : "") fits \"\(filter)\". "
                + (count > 0 ? "\(hidden): \(context.keys[.screen(.showHidden)]) lists hidden ones. " : "")
                + "\(context.keys[.escape]) shows all."
        } else if hiddenCount > 0 {
            words = "All queues are hidden; :hidden lists them."
        } else if overview.content.discovery.isComplete {
            words = "There are no queues under this prefix. --prefix NAME gives another."
        } else {
            words = "Looking for queues."
        }
        frame.draw(
            StyledText(DisplayText(words, glyphs: context.glyphs), context[.muted]), in: rect, glyphs: context.glyphs)
    }

    /// Draws the latest failure of the queue under the cursor, in a separate line.
    private func drawDetail(into frame: inout Frame, in rect: Rect, context: DrawContext) {
        guard rect.rows > 0 else { return }
        let (rule, line) = rect.split(top: rect.rows - 1)
        if rule.rows > 0 {
            frame.horizontalLine(
                x: rect.x, y: rule.y, columns: rect.columns, style: context[.border], glyphs: context.glyphs)
        }
        guard let current else { return drawGroup(into: &frame, in: line, context) }
        var text = StyledText(DisplayText(Words.name(current.id.name) + "  ", glyphs: context.glyphs), context[.title])
        if let reason = current.latestFailure {
            text.append(DisplayText("latest failure ", glyphs: context.glyphs), context[.muted])
            text.append(DisplayText(reason.firstLine, glyphs: context.glyphs), context[.error])
        } else if current.counts[.failed] == 0 {
            text.append("no failed jobs", context[.muted])
        } else {
            text.append("the reason of its latest failure is not known", context[.warning])
        }
        frame.draw(text, in: line.inset(columns: 2), glyphs: context.glyphs)
    }

    /// Draws the content of the group under the cursor, and what needs attention in it.
    func drawGroup(into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        guard let group = row?.group else { return }
        let name = DisplayText(Words.name(group.path) + "  ", glyphs: context.glyphs)
        var text = StyledText(name, context[.title])
        text.append(DisplayText(Format.count(group.queues.count, "queue")), context[.text])
        text.append(DisplayText("; \(context.keys[.open]) \(group.isFolded ? "unfolds" : "folds")"), context[.muted])
        frame.draw(text, in: rect.inset(columns: 2), glyphs: context.glyphs)
        guard rect.rows > 1 else { return }
        let lines = Attention.list(group.queues, server: nil, alarms: context.alarms, now: context.now).prefix(
            rect.rows - 1)
        let columns = Attention.columns(of: lines, context, columns: rect.columns, selected: nil)
        let place = rect.split(top: 1).rest.split(left: 2).rest
        Table(columns: columns, gap: rect.columns < 100 ? 1 : 2)
            .draw(lines, into: &frame, in: place, glyphs: context.glyphs)
    }
}
