import Canvas
import Queues

/// The columns of jobs that a search has found.
enum FoundColumn {
    /// The queue, what a job is called and how it is, and the piece that was found.
    static func table(_ context: DrawContext, isMarked: @escaping @Sendable (FoundJobMatch) -> Bool = { _ in false })
        -> [TableColumn<FoundJobMatch>]
    {
        let ofJob = [JobColumn.id, .name, .state, .attempts].map { job($0, context) }
        let queue = TableColumn<FoundJobMatch>("Queue", width: .flexible(min: 8, ideal: 16, max: 32), priority: 95) {
            context.name($0.queue.name)
        }
        let age = TableColumn<FoundJobMatch>("Age", width: .fixed(6), alignment: .right, priority: 80) { found in
            guard let time = found.row.finishedOn ?? found.row.timestamp else {
                return StyledText(context.glyphs.absent, context[.muted])
            }
            return StyledText(DisplayText(Format.age(Format.elapsed(from: time, to: context.now))), context[.text])
        }
        let match = TableColumn<FoundJobMatch>("Match", width: .flexible(min: 30, ideal: 200, max: 400), priority: 90) {
            piece(of: $0.match, context)
        }
        return [queue] + ofJob + [age, match]
    }

    private static func job(_ column: JobColumn, _ context: DrawContext) -> TableColumn<FoundJobMatch> {
        TableColumn(
            column.title, width: column.width, alignment: column.alignment, priority: min(column.priority, 94)
        ) { column.cell($0.row, context) }
    }

    /// The piece with what was found in it.
    static func piece(of match: SearchMatch, _ context: DrawContext) -> StyledText {
        var text = StyledText()
        guard !match.place.isEmpty else { return text }
        text.append(DisplayText(match.place + " ", glyphs: context.glyphs), context[.muted])
        func append(_ bytes: ArraySlice<UInt8>, _ role: ThemeRole) {
            text.append(DisplayText(Array(bytes), glyphs: context.glyphs), context[role])
        }
        append(match.text[..<match.range.lowerBound], .text)
        append(match.text[match.range], .match)
        append(match.text[match.range.upperBound...], .text)
        return text
    }
}
