import Canvas
import Queues

extension SchedulersScreen {
    func draw(into frame: inout Frame, in body: Rect, context: DrawContext, prefixes: Int) {
        let layout = QueueLayout(body)
        drawTotals(into: &frame, in: layout.tabs, context: context)
        drawTable(into: &frame, in: layout.table, context: context, prefixes: prefixes)
        frame.drawRule(layout, context)
        if let current {
            SchedulerPane(current, context).draw(into: &frame, in: layout.pane.inset(columns: 1))
        }
        drawStatus(into: &frame, in: layout.status, context: context)
    }

    private func drawTable(into frame: inout Frame, in rect: Rect, context: DrawContext, prefixes: Int) {
        let columns = SchedulerColumn.shown(needs(prefixes: prefixes), sideways: sideways)
        let mark = columns.firstIndex { $0.order == order }.map { SortMark(column: $0, isDescending: isDescending) }
        let table = Table(columns: columns.map { $0.column(context) }, gap: rect.columns < 60 ? 1 : 2, sort: mark)
        let rows = frame.drawTable(
            table, of: self.rows, at: cursor, isScrolled: sideways > 0, in: rect, context)
        if self.rows.isEmpty { frame.drawEmptiness(emptiness(context.keys), in: rows, context) }
        frame.drawSelection(of: cursor, in: rect, rows: rows, hasRow: !self.rows.isEmpty, context)
    }

    /// Returns the needs of columns that are met.
    func needs(prefixes: Int) -> Set<SchedulerColumn.Need> {
        var needs: Set<SchedulerColumn.Need> = []
        if queue == nil { needs.insert(.manyQueues) }
        if queue == nil, prefixes > 1 { needs.insert(.manyPrefixes) }
        if list?.content.schedulers.contains(where: \.isLegacy) == true { needs.insert(.legacy) }
        return needs
    }

    /// Returns the reason why the table is empty.
    private func emptiness(_ keys: KeyNames) -> String {
        if !filter.isEmpty {
            return "No scheduler has \"\(filter)\" in its id, queue, job name or rhythm. \(keys[.escape]) shows all."
        }
        return queue == nil
            ? "None of the queues that were found has a job scheduler." : "This queue has no job schedulers."
    }

    /// Draws the order, and remarks on the list.
    private func drawStatus(into frame: inout Frame, in rect: Rect, context: DrawContext) {
        var line = FittedLine()
        if !rows.isEmpty {
            let words = order.words(isDescending: isDescending)
            line.append(StyledText(DisplayText(words), context[.muted]), priority: 5)
        }
        if !filter.isEmpty {
            let all = list?.content.schedulers.count ?? 0
            let listed = "\(Format.count(rows.count)) of \(Format.count(all))"
            line.append(context.filter(filter, listed), priority: 7)
        }
        if let remark {
            line.append(StyledText(DisplayText(remark, glyphs: context.glyphs), context[.text]), priority: 6)
        }
        frame.draw(line, in: rect, context)
    }
}
