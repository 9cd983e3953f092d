import Canvas
import Queues

extension TrashScreen {
    /// Draws the jobs that can be restored, the latest first.
    func draw(into frame: inout Frame, in rect: Rect, state: State) {
        let (trash, context) = (state.trash, state.menuContext)
        let (body, foot) = rect.split(bottom: 1)
        let table = Table(columns: Self.columns(context))
        frame.fill(body.split(top: 1).top, style: context[.column])
        let (head, rows) = body.split(left: 2).rest.split(top: 1)
        table.drawHead(into: &frame, in: head, style: context[.column], glyphs: context.glyphs)
        table.draw(trash.items.dropFirst(cursor.top), into: &frame, in: rows, glyphs: context.glyphs)
        if trash.items.isEmpty {
            let words: DisplayText = "The trash is empty: nothing that was removed can be restored."
            frame.draw(StyledText(words, context[.muted]), in: rows, glyphs: context.glyphs)
        }
        let line = Rect(x: rect.x, y: rows.y + cursor.index - cursor.top, columns: rect.columns, rows: 1)
        frame.drawSelection(in: line, within: rows, hasRow: !trash.items.isEmpty, context: context)
        frame.draw(
            StyledText(DisplayText(trash.sum), context[.muted]), in: foot.inset(columns: 1), glyphs: context.glyphs)
    }

    private static func columns(_ context: DrawContext) -> [TableColumn<Trash.Item>] {
        @Sendable func text(_ bytes: [UInt8], _ role: ThemeRole = .text) -> StyledText {
            StyledText(DisplayText(bytes, glyphs: context.glyphs), context[role])
        }
        return [
            TableColumn("Job", width: .flexible(min: 6, ideal: 14, max: 36), priority: 9) { text($0.job.id.bytes) },
            TableColumn("Queue", width: .flexible(min: 8, ideal: 16, max: 32), priority: 8) { text($0.job.queue.name) },
            TableColumn("State", width: .flexible(min: 9, ideal: 16, max: 16), priority: 7) { item in
                guard let state = item.job.state else { return StyledText("unlisted", context[.muted]) }
                return StyledText(DisplayText(state.rawValue), context[state.role])
            },
            TableColumn("Name", width: .flexible(min: 8, ideal: 16, max: 40), priority: 4) { text($0.job.name) },
            TableColumn("With it", width: .fixed(11), alignment: .right, priority: 3) { item in
                let count = item.job.descendants.count
                return StyledText(
                    count == 0 ? context.glyphs.absent : DisplayText(Format.count(count, "child", "children")),
                    context[.muted])
            },
            TableColumn("Memory", width: .fixed(9), alignment: .right, priority: 2) { item in
                StyledText(DisplayText(Format.bytes(item.memory)), context[.muted])
            },
            TableColumn("Removed (" + DisplayText(context.zoneName) + ")", width: .fixed(14), priority: 6) { item in
                StyledText(DisplayText(Format.timeOfDay(item.removedAt, in: context.zone)), context[.muted])
            },
        ]
    }
}

extension Trash {
    /// The number of removals, and their size.
    fileprivate var sum: String {
        "\(Format.count(items.count, "removal")), \(Format.bytes(memory)) of \(Format.bytes(Self.limit)) of memory; "
            + "kept until bulltop ends, the oldest go first"
    }
}

extension RemovedJob {
    /// The value of its field `name`.
    var name: [UInt8] {
        let names = stride(from: 0, to: fields.count - 1, by: 2).first { fields[$0] == Array("name".utf8) }
        return names.map { fields[$0 + 1] } ?? []
    }
}
