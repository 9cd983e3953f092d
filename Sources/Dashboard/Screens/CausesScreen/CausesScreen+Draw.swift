import Canvas
import Queues

extension CausesScreen {
    /// The width from which the pane is beside the list: its columns need about 120.
    private static let wide = 190

    /// The number of rows by which the table grows, so that the pane does not move with each new cause.
    private static let rowStep = 4

    /// Returns where the parts of the screen are. The pane takes the rows that the table does not need.
    func layout(in body: Rect) -> QueueLayout {
        let needed = (rows.count / Self.rowStep + 1) * Self.rowStep + 1
        return QueueLayout(body, isStacked: body.columns < Self.wide, paneRows: 16, tableRows: needed)
    }

    func draw(into frame: inout Frame, in body: Rect, state: State) {
        let (layout, context) = (self.layout(in: body), state.context)
        drawSum(into: &frame, in: layout.tabs, context)
        drawTable(into: &frame, in: layout.table, context)
        frame.drawRule(layout, context)
        if let current, !layout.pane.isEmpty {
            draw(current, into: &frame, in: layout.pane.inset(columns: 1), context)
        }
        drawStatus(into: &frame, in: layout.status, context)
    }

    private func drawSum(into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        guard let part = part?.content else { return }
        var line = FittedLine()
        line.append(StyledText(DisplayText(part.report.sum), context[.text]), priority: 9)
        if !part.isComplete {
            let words = "looked at \(Format.count(part.report.looked)) of \(Format.count(part.report.total))"
            line.append(StyledText(DisplayText(words), context[.warning]), priority: 8)
        }
        line.append(part.report.unreadable, on: queue, priority: 8, context)
        frame.draw(line, in: rect, context)
    }

    private func drawTable(into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        let hidden: Set<DisplayText> = queue == nil ? [] : ["Queues"]
        let report = part?.content.report ?? CauseReport()
        let all = CauseColumn.table(context, report, columns: rect.columns).filter { !hidden.contains($0.title) }
        let columns = all.scrolled(by: sideways)
        let mark = columns.firstIndex { $0.title == DisplayText(order.column) }.map {
            SortMark(column: $0, isDescending: !isReversed)
        }
        let table = Table(columns: columns, gap: rect.columns < 60 ? 1 : 2, sort: mark)
        let rows = frame.drawTable(
            table, of: self.rows, at: cursor, isScrolled: sideways > 0, in: rect, context)
        if self.rows.isEmpty {
            frame.draw(
                StyledText(DisplayText(emptiness(context), glyphs: context.glyphs), context[.muted]), in: rows,
                glyphs: context.glyphs)
        }
        frame.drawSelection(of: cursor, in: rect, rows: rows, hasRow: !self.rows.isEmpty, context)
    }

    /// Returns the reason why the table is empty.
    private func emptiness(_ context: DrawContext) -> String {
        if !filter.isEmpty {
            return "No cause has \"\(filter)\" in its reason, names or queues. \(context.keys[.escape]) shows all."
        }
        guard let part = part?.content, part.isComplete else { return context.reading("the failed jobs") }
        if !part.report.unreadable.isEmpty { return "" }
        return queue == nil ? "No queue has failed jobs." : "This queue has no failed jobs."
    }

    private func draw(_ cause: Cause, into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        var lines: [StyledText] = []
        let title = DisplayText(cause.fingerprint.text, glyphs: context.glyphs).words(to: max(1, rect.columns))
        lines += title.prefix(4).map { StyledText($0, context[.title]) }
        if let report = part?.content.report {
            lines.append(CauseTimes(report).line(of: cause, columns: rect.columns, context))
        }
        lines += [("name", cause.names), ("queue", cause.queues.map(\.name))].map { word, names in
            let label = names.count == 1 ? word : word + "s"
            return JobFact(label, CauseColumn.joined(names)).text(context, columns: rect.columns)
        }
        lines.append(StyledText())
        lines.append(StyledText("What the failed ones share", context[.title]))
        let shared =
            explanation.map { SharedTraits($0, at: context.now).lines(context) } ?? [
                StyledText(
                    context.isStale ? "Not compared yet." : "Being compared with completed jobs.", context[.muted])
            ]
        lines += shared.flatMap { $0.wrapped(to: max(1, rect.columns)) }
        lines.append(StyledText())
        lines.append(StyledText("The last one", context[.title]))
        let example = cause.example
        lines.append(
            StyledText(
                DisplayText(
                    "\(Words.name(example.queue.name)) \(Words.name(example.id.bytes))", glyphs: context.glyphs),
                context[.text]))
        let reason = DisplayText(example.reason, glyphs: context.glyphs).words(to: max(1, rect.columns))
        lines += reason.prefix(6).map { StyledText($0, context[.error]) }
        lines += stack(of: example, context, columns: rect.columns)
        for (index, line) in lines.prefix(rect.rows).enumerated() {
            frame.draw(line, in: rect.row(index), glyphs: context.glyphs)
        }
    }

    /// Returns where the last attempt of a job failed, a frame a line, without the message, which stands above it.
    private func stack(of job: FailedJob, _ context: DrawContext, columns: Int) -> [StyledText] {
        guard let last = JSONStrings(job.stacktrace)?.strings.last else { return [] }
        var trace = StackTrace()
        return last.split(separator: 0x0A).compactMap { line -> StyledText? in
            let role = trace.role(of: line)
            guard role != .stackMessage else { return nil }
            let text = DisplayText(Array(line), glyphs: context.glyphs).truncated(to: columns, glyphs: context.glyphs)
            return StyledText(text, context[role])
        }
    }

    private func drawStatus(into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        var line = FittedLine()
        line.append(StyledText(DisplayText(order.words(isReversed: isReversed)), context[.muted]), priority: 5)
        if !filter.isEmpty {
            let all = part?.content.report.causes.count ?? 0
            let listed = "\(Format.count(rows.count)) of \(Format.count(all))"
            line.append(context.filter(filter, listed), priority: 7)
        }
        if current != nil {
            let words = "\(context.keys[.open]) lists its jobs, keys for jobs take all of them"
            line.append(StyledText(DisplayText(words), context[.muted]), priority: 6)
        }
        frame.draw(line, in: rect, context)
    }
}

extension StyledText {
    /// Returns the line broken between words, in its first style.
    fileprivate func wrapped(to columns: Int) -> [StyledText] {
        guard width > columns else { return [self] }
        let style = spans.first?.style ?? Style()
        let text = spans.reduce(into: DisplayText()) { $0 += $1.text }
        return text.words(to: columns).map { StyledText($0, style) }
    }
}
