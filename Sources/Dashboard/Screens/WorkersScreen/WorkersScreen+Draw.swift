import Canvas
import Queues

extension WorkersScreen {
    func draw(into frame: inout Frame, in body: Rect, state: State) {
        let (layout, context) = (layout(in: body), state.context)
        drawTotals(into: &frame, in: layout.tabs, context)
        drawTable(into: &frame, in: layout.table, context)
        frame.drawRule(layout, context)
        drawPane(into: &frame, in: layout.pane.inset(columns: 1), context)
        frame.drawFilter(filter, Format.count(rows.count, "line"), in: layout.status, context)
    }

    /// Draws the number of workers, whatever the filter, and what needs attention.
    private func drawTotals(into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        guard let report = report?.content else { return }
        let glyphs = context.glyphs
        var line = FittedLine()
        func append(_ words: String, _ role: ThemeRole, _ sign: DisplayText? = nil, priority: Int) {
            let text = (sign.map { $0 + " " } ?? "") + DisplayText(words, glyphs: glyphs)
            line.append(StyledText(text, context[role]), priority: priority)
        }
        if report.isOfReplica {
            let seen = report.workers ?? []
            let words = seen.isEmpty ? "workers unknown" : "\(Format.count(seen.count, "worker")) or more"
            append(words + ": they connect to the primary", .muted, "?", priority: 9)
        } else if let workers = report.workers {
            let words = workers.isEmpty ? "no worker is connected" : Format.count(workers.count, "worker")
            append(words, workers.isEmpty && report.active > 0 ? .error : .title, priority: 9)
        } else {
            append("workers unknown: CLIENT LIST is not allowed", .warning, "?", priority: 9)
        }
        if report.hasNameless { append("clients wait without a name", .muted, priority: 4) }
        append(Format.count(report.active, "active job"), .text, priority: 7)
        let unlocked = report.jobs.count { $0.row.lock == .missing }
        if unlocked > 0 { append("\(Format.count(unlocked)) without a lock", .error, glyphs.failure, priority: 8) }
        if report.missing > 0 { append("\(Format.count(report.missing, "missing job"))", .warning, priority: 6) }
        let read = report.jobs.count + report.missing
        if read < report.active, read >= WorkerReport.jobLimit {
            append("the first \(Format.count(read)) are listed", .warning, priority: 5)
        }
        line.append(report.unreadable, on: queue, priority: 6, context)
        frame.draw(line, in: rect, context)
    }

    private func drawTable(into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        let all = WorkerColumn.table(groups, columns: rect.columns, context, hasQueues: queue == nil)
        let columns = all.scrolled(by: sideways)
        let table = Table(columns: columns, gap: rect.columns < 60 ? 1 : 2)
        let rows = frame.drawTable(
            table, of: self.rows, at: cursor, isScrolled: sideways > 0, in: rect, context)
        if self.rows.isEmpty { frame.drawEmptiness(emptiness(context.keys), in: rows, context) }
        frame.drawSelection(of: cursor, in: rect, rows: rows, hasRow: !self.rows.isEmpty, context)
    }

    /// Returns the reason why the table is empty.
    private func emptiness(_ keys: KeyNames) -> String {
        let whose = queue == nil ? "of these queues" : "of this queue"
        if !filter.isEmpty {
            return "No worker has \"\(filter)\" in its name, queue, address or jobs. \(keys[.escape]) shows all."
        }
        if report?.content.isOfReplica == true {
            return
                "Which workers \(whose) are connected is unknown: workers connect to the primary, and this is a replica. "
                + "None of the jobs is active."
        }
        guard let report = report?.content, report.workers != nil else {
            return
                "Which workers \(whose) are connected is unknown: this user may not run CLIENT LIST. None of the jobs "
                + "is active."
        }
        return report.hasNameless
            ? "No connected worker is known by its name. Clients wait without one, as those of older ports do; nothing "
                + "shows for which queue."
            : "No worker \(whose) is connected, and no job is active."
    }

    private func drawPane(into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        guard let current, !rect.isEmpty else { return }
        if let job = current.job {
            return JobPane.draw(into: &frame, in: rect, context: context, row: job, preview: nil)
        }
        let group = current.group
        let name = group.name.map { context.name($0) } ?? StyledText(DisplayText(WorkerGroup.noName), context[.muted])
        let gap = StyledText(.spaces(2), context[.text])
        var lines = [StyledText("worker ", context[.muted]) + name + gap + group.state(context)]
        if let remark = group.remark {
            let words = DisplayText(remark.text, glyphs: context.glyphs).words(to: max(1, rect.columns))
            lines += words.map { StyledText($0, context[remark.role]) }
        }
        lines += group.facts(context).flow(context, columns: rect.columns)
        for (index, line) in lines.prefix(rect.rows).enumerated() {
            frame.draw(line.truncated(to: rect.columns, glyphs: context.glyphs), in: rect.row(index))
        }
    }
}
