import Canvas
import Queues

extension QueuesScreen {
    func draw(into frame: inout Frame, in body: Rect, state: State) {
        let (layout, context) = (layout(in: body), state.context)
        let panes = [layout.table, layout.causes, layout.attention, layout.latest, layout.workers]
        for (number, place) in panes.enumerated() { frame.note(.pane(number), in: place) }
        drawTotals(into: &frame, in: layout.totals, context: context)
        drawRates(state.history, into: &frame, in: layout.totals, context)
        drawTable(into: &frame, in: layout.table, context: context, state)
        drawDetail(into: &frame, in: layout.detail, context: context)
        drawCauses(into: &frame, in: layout.causes, context)
        drawLatest(into: &frame, in: layout.latest, context)
        drawWorkers(into: &frame, in: layout.workers, context)
        drawFacts(state.history, into: &frame, in: layout.facts, context)
        if !layout.attention.isEmpty {
            drawAttention(
                attention, isServerRead: state.server?.isRead == true, into: &frame, in: layout.attention,
                context: context)
        }
        guard let top = layout.divider.isEmpty ? nil : layout.divider.row(0) else { return }
        let (line, style) = (layout.divider, context[.border])
        frame.draw(context.glyphs.teeDown, style: style, x: top.x, y: top.y)
        frame.verticalLine(x: line.x, y: line.y + 1, rows: line.rows - 1, style: style, glyphs: context.glyphs)
    }

    /// Returns the table for a number of cells. A column of rates is followed by its picture, that of waiting jobs by its
    /// trend.
    private func table(columns: Int, _ context: DrawContext, _ state: State) -> Table<QueueRow> {
        guard columns >= ScreenLayout.leastWhole.columns else { return smallTable(columns: columns, context, state) }
        let shown = state.settings.columns.queues(
            isWide: columns >= QueuesLayout.wide, hasPrefixes: state.settings.prefixes.count > 1, sideways: sideways)
        let seen = self.rows.dropFirst(cursor.top).prefix(state.body.rows)
        let (widths, brevity) = widths(of: seen, columns: columns, context)
        var (drawn, mark): ([TableColumn<QueueRow>], SortMark?) = ([], nil)
        for column in shown {
            if column.id == order.column { mark = SortMark(column: drawn.count, isDescending: order.isDescending) }
            let isPictured =
                columns >= QueuesLayout.pictured && !state.settings.columns.choosesQueues && sideways == 0
            let ranked = isPictured && column.id == .failed ? column.ranked(QueueColumn.restRank) : column
            var tableColumn = ranked.column(context, width: widths[column.id], brevity: brevity) { previous($0) }
            if !state.settings.columns.choosesQueues {
                tableColumn.companion = column.companion(state.history, columns: columns, context)
            }
            drawn.append(tableColumn)
        }
        return Table(columns: drawn, gap: columns >= QueuesLayout.roomy ? 2 : 1, sort: mark)
    }

    /// Returns the table of a narrow screen: the name, the verdict, and the first count that is not scrolled out.
    private func smallTable(columns: Int, _ context: DrawContext, _ state: State) -> Table<QueueRow> {
        let counts = QueueColumn.table.filter { sideways == 0 ? $0.id == .failed : $0.isCount }.dropFirst(sideways)
        let shown = QueueColumn.table.filter { $0.id == .name || $0.id == .state } + counts.prefix(1)
        let (sign, word, number) = (1, 11, 7)
        let names = max(5, rows.prefix(500).map { QueueColumn.nameWidth(of: $0, context) }.max() ?? 0)
        // The margin, and the gaps between three columns.
        let isBrief = 2 + names + 1 + word + 1 + number > columns
        let widths: [QueueColumn.ID: ColumnWidth] = [
            .name: .flexible(min: 5, ideal: names, max: names), .state: .fixed(isBrief ? sign : word),
        ]
        let brevity: VerdictBrevity = isBrief ? .sign : .word
        let drawn = shown.map { column in
            column.isCount
                ? column.brief(context)
                : column.column(context, width: widths[column.id], brevity: brevity) { previous($0) }
        }
        return Table(columns: drawn, gap: 1)
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

    /// Returns the widths of names and verdicts, and how brief the verdicts are. A name is no wider than it must be and is
    /// cut last, after other columns are left out and the verdicts are as brief as they can be. The verdict has room for its
    /// words, for those of the rows that are seen where names are long.
    private func widths(
        of seen: some Sequence<QueueRow>, columns: Int, _ context: DrawContext
    ) -> ([QueueColumn.ID: ColumnWidth], VerdictBrevity) {
        let names = max(10, nameColumns(context, columns: columns))
        guard columns >= QueuesLayout.narrow else { return narrowWidths(names: names, columns: columns) }
        let usual = columns >= QueuesLayout.roomy ? 26 : 24
        // What the margins and the failed jobs take.
        let others = 13
        let isTight = names + usual + others > columns
        let verdict =
            isTight ? min(usual, seen.map { QueueColumn.healthWidth(of: $0, context) }.max() ?? usual) : usual
        let name = min(names, columns * 2 / 3, max(columns / 3, columns - others - verdict))
        return (
            [
                .name: .flexible(min: name, ideal: names, max: names),
                .state: .flexible(min: verdict, ideal: usual + 2, max: 200),
            ], .whole
        )
    }

    /// Returns the widths beside which a narrow screen has room for the failed and the waiting jobs.
    private func narrowWidths(names: Int, columns: Int) -> ([QueueColumn.ID: ColumnWidth], VerdictBrevity) {
        // The margins, and two counts with the gaps around them.
        let room = columns - 4 - 2 * (QueueColumn.countColumns + 1) - 1
        let (word, sign) = (9, 1)
        let brevity: VerdictBrevity = names + word <= room ? .word : .sign
        let verdict = brevity == .word ? word : sign
        return (
            [
                .name: .flexible(min: max(10, min(names, room - verdict)), ideal: names, max: names),
                .state: brevity == .word ? .flexible(min: word, ideal: 12, max: 200) : .fixed(sign),
            ], brevity
        )
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
        } else if context.isOfUnfilledReplica {
            words = "This replica \(Words.unfilled) yet."
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
        let lines = Attention.list(group.queues, alarms: context.alarms, now: context.now).prefix(
            rect.rows - 1)
        let columns = Attention.columns(of: lines, context, columns: rect.columns, selected: nil)
        let place = rect.split(top: 1).rest.lines
        Table(columns: columns, gap: rect.columns < 100 ? 1 : 2)
            .draw(lines, into: &frame, in: place, glyphs: context.glyphs)
    }
}
