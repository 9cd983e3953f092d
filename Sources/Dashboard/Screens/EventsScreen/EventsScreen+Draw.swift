import Canvas
import Queues

extension EventsScreen {
    func draw(into frame: inout Frame, in body: Rect, state: State) {
        let (layout, context) = (layout(in: body), state.context)
        drawTotals(into: &frame, in: layout.tabs, context)
        drawTable(into: &frame, in: layout.table, context)
        frame.drawRule(layout, context)
        drawPane(into: &frame, in: layout.pane.inset(columns: 1), context)
        drawStatus(into: &frame, in: layout.status, context)
    }

    private func drawTotals(into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        guard let part = part?.content else { return }
        var line = FittedLine()
        func append(_ words: String, _ role: ThemeRole, priority: Int) {
            line.append(StyledText(DisplayText(words, glyphs: context.glyphs), context[role]), priority: priority)
        }
        if follow.isPaused {
            append("paused: nothing is read, \(context.keys[.pause]) goes on", .warning, priority: 10)
        } else {
            line.append(context.following(isFollowing), priority: 10)
        }
        append(Format.count(events.count, "event"), .title, priority: 9)
        if follow.known > events.count {
            append("the newest \(Format.count(events.count)) of \(Format.count(follow.known))", .muted, priority: 4)
        }
        if follow.queue == nil { append("of \(Format.count(part.queues - part.silent, "queue"))", .text, priority: 6) }
        if follow.queue == nil, part.silent > 0 {
            append("\(Format.count(part.silent, "queue")) of Bull, without events", .warning, priority: 5)
        }
        line.append(part.unreadable, on: ownQueue, priority: 8, context)
        frame.draw(line, in: rect, context)
    }

    private func drawTable(into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        let columns = EventColumn.table(context, hasQueues: follow.queue == nil).scrolled(by: sideways)
        let table = Table(columns: columns, gap: rect.columns < 60 ? 1 : 2)
        let rows = frame.drawTable(
            table, of: self.rows, at: cursor, isScrolled: sideways > 0, in: rect, context)
        if self.rows.isEmpty { frame.drawEmptiness(emptiness(context.keys), in: rows, context) }
        frame.drawSelection(of: cursor, in: rect, rows: rows, hasRow: !self.rows.isEmpty, context)
    }

    /// Returns the reason why the table is empty.
    private func emptiness(_ keys: KeyNames) -> String {
        if !filter.isEmpty { return "No event has \"\(filter)\" in it. \(keys[.escape]) shows all." }
        guard let part = part?.content else { return "" }
        if part.silent > 0, part.silent == part.queues {
            return
                "Bull keeps no events: it publishes them, and only who listens at that moment hears them. BullMQ keeps a "
                + "stream for each queue, which is what can be read here."
        }
        return "No event yet. What happens from now on is listed here."
    }

    /// Draws the event under the cursor, with all that is kept of it.
    private func drawPane(into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        guard let item = current?.item, !rect.isEmpty else { return }
        let columns = max(1, rect.columns)
        let sentence = item.words(context.zone)
        let time = item.event.timestamp.map { Format.time($0, in: context.zone) + " " + context.zone.name(at: $0) }
        var lines = [StyledText(DisplayText(time ?? "at an unknown time"), context[.muted])]
        let words = DisplayText(sentence.lead, glyphs: context.glyphs)
        lines += words.words(to: columns).map { StyledText($0, context[sentence.role]) }
        if item.isAfterGap {
            let gap = "Events before it may be missing: the stream was trimmed past what had been read."
            lines += DisplayText(gap).words(to: columns).map { StyledText($0, context[.warning]) }
        }
        let facts =
            [JobFact("queue", item.queue.name)]
            + item.event.fields.map { field in
                JobFact(Words.whole(field.name), field.value)
            }
        lines += facts.map { $0.text(context, columns: columns) }
        for (index, line) in lines.prefix(rect.rows).enumerated() {
            frame.draw(line.truncated(to: columns, glyphs: context.glyphs), in: rect.row(index))
        }
    }

    private func drawStatus(into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        var line = FittedLine()
        line.append(StyledText("newest last", context[.muted]), priority: 4)
        if !filter.isEmpty {
            let listed = "\(Format.count(rows.count)) of \(Format.count(events.count))"
            line.append(context.filter(filter, listed), priority: 7)
        }
        let below = rows.count - 1 - cursor.index
        if below > 0 {
            line.append(StyledText(DisplayText("\(Format.count(below)) newer"), context[.text]), priority: 6)
        }
        frame.draw(line, in: rect, context)
    }
}
