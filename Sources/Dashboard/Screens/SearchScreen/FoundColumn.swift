import Canvas
import Queues

/// The columns of jobs that a search has found.
enum FoundColumn {
    /// The cells at both sides of a table, for its cursor and for signs of more columns.
    private static let margins = 4
    /// The number of rows whose names are measured.
    private static let measured = 500

    /// Returns the columns queue, job, state and found piece, for rows in a number of cells. Where no text was searched
    /// for, failures take the place of pieces.
    static func table(
        _ rows: some Sequence<FoundJobMatch>, columns: Int, _ context: DrawContext
    ) -> [TableColumn<FoundJobMatch>] {
        let rows = Array(rows.prefix(measured))
        func widest(_ texts: [[UInt8]], least: Int = 8) -> Int {
            max(least, Set(texts).map { DisplayText($0, glyphs: context.glyphs).width }.max() ?? 0)
        }
        let (queues, names) = (widest(rows.map(\.queue.name)), widest(rows.map(\.row.name)))
        let (width, nameWidth) = (min(queues, max(8, columns / 4)), min(names, max(8, columns / 5)))
        let ids = widest(rows.map(\.row.id.bytes), least: 3)
        let ofJob = [
            job(.id, .flexible(min: min(ids, 6), ideal: min(ids, 8), max: 36), priority: 94, context),
            job(.name, .flexible(min: min(names, 9), ideal: nameWidth, max: names), priority: 84, context),
            job(.state, .flexible(min: 9, ideal: 9, max: 16), priority: 85, context),
            job(.attempts, priority: 65, context),
        ]
        let queue = TableColumn<FoundJobMatch>(
            "Queue", width: .flexible(min: width, ideal: width, max: queues), priority: 95
        ) {
            context.name($0.queue.name)
        }
        // The newest come first by the time at which they ended, or were added; `age` in a query is the time since the latter.
        let times = [job(.since, priority: 83, context), job(.added, priority: 66, context)]
        let least = columns < 60 ? 16 : columns < 100 ? 19 : 24
        guard rows.contains(where: { !$0.match.place.isEmpty }) else {
            let hasFailures = rows.contains { !$0.row.failedReason.isEmpty }
            let width = ColumnWidth.flexible(min: least, ideal: 200, max: 400)
            return [queue] + ofJob + times + (hasFailures ? [job(.failure, width, priority: 68, context)] : [])
        }
        let others = [queue] + ofJob + times
        let layout = Table(columns: others + [match(least, in: least, context)], gap: columns < 60 ? 1 : 2)
            .layout(width: columns - margins)
        return others + [match(least, in: layout.slots.last?.width ?? least, context)]
    }

    /// Returns the column of found pieces, at least `least` cells wide, for pieces whose match is visible in `columns`.
    private static func match(
        _ least: Int, in columns: Int, _ context: DrawContext
    ) -> TableColumn<FoundJobMatch> {
        TableColumn("Match", width: .flexible(min: least, ideal: 200, max: 400), priority: 96) {
            piece(of: $0.match, in: columns, context)
        }
    }

    private static func job(
        _ column: JobColumn, _ width: ColumnWidth? = nil, priority: Int, _ context: DrawContext
    ) -> TableColumn<FoundJobMatch> {
        column.ranked(priority).column(context, width: width) { $0.row }
    }

    /// The maximum number of cells that are shown before the match.
    private static let lead = 40
    /// The words for places in a narrow column, as a query has them.
    private static let shortPlaces = ["failedReason": "failed", "stacktrace": "stack", "returnvalue": "return"]

    /// Returns the piece with the match highlighted and visible in a number of cells: before it stands what these leave.
    static func piece(of match: SearchMatch, in columns: Int, _ context: DrawContext) -> StyledText {
        var text = StyledText()
        guard !match.place.isEmpty else { return text }
        func display(_ bytes: ArraySlice<UInt8>) -> DisplayText { DisplayText(Array(bytes), glyphs: context.glyphs) }
        let place = columns < 40 ? shortPlaces[match.place] ?? match.place : match.place
        text.append(DisplayText(place + " ", glyphs: context.glyphs), context[.muted])
        let (before, found) = (display(match.text[..<match.range.lowerBound]), display(match.text[match.range]))
        let room = min(Self.lead, max(0, columns - text.width - found.width - 2))
        if before.width > room {
            text.append(context.glyphs.ellipsis, context[.muted])
            text.append(before.sliced(from: before.width - room, columns: room), context[.text])
        } else {
            text.append(before, context[.text])
        }
        text.append(found, context[.match])
        text.append(display(match.text[match.range.upperBound...]), context[.text])
        return text
    }
}
