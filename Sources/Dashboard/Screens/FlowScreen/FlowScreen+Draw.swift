import Canvas
import Queues

extension FlowScreen {
    func draw(into frame: inout Frame, in body: Rect, state: State) {
        let (layout, context) = (layout(in: body), state.context)
        drawTotals(into: &frame, in: layout.tabs, context)
        let columns = FlowColumn.table(context).scrolled(by: sideways)
        let table = Table(columns: columns, gap: layout.table.columns < 60 ? 1 : 2)
        let place = frame.drawTable(table, of: rows, at: cursor, isScrolled: sideways > 0, in: layout.table, context)
        if rows.isEmpty { frame.drawEmptiness(emptiness(context.keys), in: place, context) }
        frame.drawSelection(of: cursor, in: layout.table, rows: place, hasRow: !rows.isEmpty, context)
        frame.drawRule(layout, context)
        if let row = current?.node?.row, !layout.pane.isEmpty {
            JobPane.draw(into: &frame, in: layout.pane.inset(columns: 1), context: context, row: row, preview: nil)
        }
        frame.drawFilter(
            filter, "\(Format.count(rows.count, "job")) of those that are unfolded", in: layout.status, context)
    }

    private func drawTotals(into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        var line = FittedLine()
        guard let tree = tree?.content else { return }
        guard let root = tree.root else {
            let words: DisplayText = tree.isOfBull ? "no flows" : "no such job"
            line.append(StyledText(words, context[tree.isOfBull ? .muted : .error]), priority: 9)
            return frame.draw(line, in: rect, context)
        }
        line.append(StyledText("root ", context[.muted]) + context.name(root.id.bytes), priority: 9)
        line.append(FlowColumn.state(of: root, context), priority: 8)
        let counts = root.counts
        if counts.total == 0 {
            line.append(StyledText("no children: the job belongs to no flow", context[.muted]), priority: 6)
        } else {
            let done = Format.count(CountSum([counts.processed, counts.ignored]).atLeast)
            let words = "\(done) of \(Format.count(counts.total)) children done"
            line.append(StyledText(DisplayText(words), context[.text]), priority: 7)
        }
        let blocking = root.all.count { $0.obstacle != nil }
        if blocking > 0 {
            let words = context.glyphs.failure + DisplayText(" \(Format.count(blocking)) of those shown block")
            line.append(StyledText(words, context[.error]), priority: 8)
        }
        frame.draw(line, in: rect, context)
    }

    /// Returns the reason why the table is empty.
    private func emptiness(_ keys: KeyNames) -> String {
        guard let tree = tree?.content else { return "" }
        if tree.isOfBull { return "Bull has no flows: only jobs of BullMQ have parents and children." }
        if tree.root == nil { return "The job does not exist (any more)." }
        return "No job that is unfolded has \"\(filter)\" in it. \(keys[.escape]) shows all."
    }
}
