import Canvas
import Queues

/// The columns of jobs that a search has found.
enum FoundColumn {
    /// The number of rows whose names are measured.
    private static let measured = 500

    /// Returns the columns queue, job, state and found piece, for rows in a number of cells. Where no text was searched
    /// for, failures take the place of pieces.
    static func table(
        _ rows: some Sequence<FoundJobMatch>, columns: Int, _ context: DrawContext
    ) -> [TableColumn<FoundJobMatch>] {
        let rows = Array(rows.prefix(measured))
        func widest(_ texts: [[UInt8]]) -> Int {
            max(8, Set(texts).map { DisplayText($0, glyphs: context.glyphs).width }.max() ?? 0)
        }
        let (queues, names) = (widest(rows.map(\.queue.name)), widest(rows.map(\.row.name)))
        let (width, nameWidth) = (min(queues, max(8, columns / 4)), min(names, max(8, columns / 5)))
        let ofJob = [
            job(.id, .flexible(min: 6, ideal: 8, max: 36), priority: 94, context),
            job(.name, .flexible(min: nameWidth, ideal: nameWidth, max: names), priority: 70, context),
            job(.state, .flexible(min: 9, ideal: 9, max: 16), priority: 85, context),
            job(.attempts, priority: 65, context),
        ]
        let queue = TableColumn<FoundJobMatch>(
            "Queue", width: .flexible(min: width, ideal: width, max: queues), priority: 95
        ) {
            context.name($0.queue.name)
        }
        // `age` in a query is the time since a job was added.
        let hasEnded = rows.contains { $0.row.finishedOn != nil }
        let times =
            [job(.added, priority: hasEnded ? 66 : 80, context)]
            + (hasEnded ? [job(.finished, priority: 80, context)] : [])
        let least = columns < 60 ? 16 : columns < 100 ? 21 : 24
        guard rows.contains(where: { !$0.match.place.isEmpty }) else {
            let hasFailures = rows.contains { !$0.row.failedReason.isEmpty }
            let width = ColumnWidth.flexible(min: least, ideal: 200, max: 400)
            return [queue] + ofJob + times + (hasFailures ? [job(.failure, width, priority: 68, context)] : [])
        }
        let match = TableColumn<FoundJobMatch>(
            "Match", width: .flexible(min: least, ideal: 200, max: 400), priority: 96
        ) {
            piece(of: $0.match, context)
        }
        return [queue] + ofJob + times + [match]
    }

    private static func job(
        _ column: JobColumn, _ width: ColumnWidth? = nil, priority: Int, _ context: DrawContext
    ) -> TableColumn<FoundJobMatch> {
        column.ranked(priority).column(context, width: width) { $0.row }
    }

    /// The number of bytes that are shown before the match, so that the match is visible in a narrow column.
    private static let lead = 10

    /// Returns the piece with the match highlighted.
    static func piece(of match: SearchMatch, _ context: DrawContext) -> StyledText {
        var text = StyledText()
        guard !match.place.isEmpty else { return text }
        text.append(DisplayText(match.place + " ", glyphs: context.glyphs), context[.muted])
        func append(_ bytes: ArraySlice<UInt8>, _ role: ThemeRole) {
            text.append(DisplayText(Array(bytes), glyphs: context.glyphs), context[role])
        }
        let before = match.text[..<match.range.lowerBound]
        // A character is never shown in part.
        let shown = before.suffix(lead).drop { $0 & 0xC0 == 0x80 }
        if shown.count < before.count { text.append(context.glyphs.ellipsis, context[.muted]) }
        append(shown, .text)
        append(match.text[match.range], .match)
        append(match.text[match.range.upperBound...], .text)
        return text
    }
}
