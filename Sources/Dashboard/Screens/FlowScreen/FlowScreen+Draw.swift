import Canvas
import Queues

extension FlowScreen {
    func draw(into frame: inout Frame, in body: Rect, state: State) {
        let (layout, context) = (layout(in: body), state.context)
        drawTotals(into: &frame, in: layout.tabs, context)
        let columns = FlowColumn.table(rows, columns: layout.table.columns, context).scrolled(by: sideways)
        let table = Table(columns: columns, gap: layout.table.columns < 60 ? 1 : 2)
        let place = frame.drawTable(table, of: rows, at: cursor, isScrolled: sideways > 0, in: layout.table, context)
        if rows.isEmpty { frame.drawEmptiness(emptiness(context.keys), in: place, context) }
        frame.drawSelection(of: cursor, in: layout.table, rows: place, hasRow: !rows.isEmpty, context)
        frame.drawRule(layout, context)
        drawPane(into: &frame, in: layout.pane.inset(columns: 1), context)
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
        line.append(FlowColumn.state(of: root, context), priority: 7)
        let counts = root.counts
        if counts.total == 0 {
            line.append(StyledText("no children: the job belongs to no flow", context[.muted]), priority: 6)
        } else {
            let done = Format.count(CountSum([counts.processed, counts.ignored]).atLeast)
            let words = "\(done) of \(Format.count(counts.total)) children done"
            line.append(StyledText(DisplayText(words), context[.text]), priority: 6)
        }
        let blocking = root.blocking
        if blocking.count > 0 {
            let words = Format.count(blocking.count, "child blocks", "children block")
            line.append(StyledText(context.glyphs.failure + DisplayText(" " + words), context[.error]), priority: 8)
        }
        if let deferred = root.deferredFailure {
            let words = " deferred failure: " + DisplayText(deferred.firstLine, glyphs: context.glyphs)
            line.append(StyledText(context.glyphs.warning + words, context[.warning]), priority: 4)
        }
        if blocking.unknown > 0 {
            let words = "\(Format.count(blocking.unknown)) not looked at yet"
            line.append(StyledText(DisplayText(words), context[.muted]), priority: 5)
        }
        frame.draw(line, in: rect, context)
    }

    /// Draws the job under the cursor. Of one that does not exist only its place in the flow is known.
    private func drawPane(into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        guard let node = current?.node, !rect.isEmpty else { return }
        if let row = node.row {
            JobPane.draw(into: &frame, in: rect, context: context, row: row, facts: node.placeFacts)
        } else if let words = node.obstacleWords {
            let text = context.name(node.id.bytes) + StyledText(DisplayText(" " + words), context[.error])
            frame.draw(text, in: rect.row(0), glyphs: context.glyphs)
        }
    }

    /// Returns the reason why the table is empty.
    private func emptiness(_ keys: KeyNames) -> String {
        guard let tree = tree?.content else { return "" }
        if tree.isOfBull { return "Bull has no flows: only jobs of BullMQ have parents and children." }
        if tree.root == nil { return "The job does not exist (any more)." }
        return "No job that is unfolded has \"\(filter)\" in it. \(keys[.escape]) shows all."
    }
}
