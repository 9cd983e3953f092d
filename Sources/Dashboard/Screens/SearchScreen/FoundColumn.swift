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
        let match = TableColumn<FoundJobMatch>("Match", width: .flexible(min: 20, ideal: 200, max: 400), priority: 90) {
            piece(of: $0.match, context)
        }
        return [queue] + ofJob + [age, match]
    }

    private static func job(_ column: JobColumn, _ context: DrawContext) -> TableColumn<FoundJobMatch> {
        // The piece that was found needs the room more than the longest name of a state.
        let width = column.title == JobColumn.state.title ? .flexible(min: 9, ideal: 9, max: 16) : column.width
        return TableColumn(
            column.title, width: width, alignment: column.alignment, priority: min(column.priority, 94)
        ) { column.cell($0.row, context) }
    }

    /// The most bytes that are shown before what was found.
    private static let lead = 8

    /// The piece with what was found in it, from a little before it.
    static func piece(of match: SearchMatch, _ context: DrawContext) -> StyledText {
        var text = StyledText()
        guard !match.place.isEmpty else { return text }
        text.append(DisplayText(match.place + " ", glyphs: context.glyphs), context[.muted])
        func append(_ bytes: ArraySlice<UInt8>, _ role: ThemeRole) {
            text.append(DisplayText(Array(bytes), glyphs: context.glyphs), context[role])
        }
        var start = max(0, match.range.lowerBound - lead)
        // A character stays whole.
        while start > 0, match.text[start] & 0xC0 == 0x80 { start -= 1 }
        if start > 0 { text.append(context.glyphs.ellipsis, context[.muted]) }
        append(match.text[start..<match.range.lowerBound], .text)
        append(match.text[match.range], .match)
        append(match.text[match.range.upperBound...], .text)
        return text
    }
}
