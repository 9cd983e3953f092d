import Canvas
import Queues

/// The job under the cursor, beside or below a queue's table.
enum JobPane {
    /// Draws as much as there is room for: the title, facts and times, and below them the preview; until that is read,
    /// the failed reason in full rows.
    static func draw(
        into frame: inout Frame, in rect: Rect, context: DrawContext, row: JobRow, preview: JobPreview? = nil,
        facts: [JobFact] = []
    ) {
        frame.fill(rect, style: context[.text])
        guard !rect.isEmpty else { return }
        let cursor = frame.cursor
        let summary = JobSummary(row, facts: facts + row.facts + sizes(row))
        let hasContent = !row.failedReason.isEmpty || preview?.isEmpty == false
        let contentRows = hasContent && rect.rows >= 3 ? rect.rows / 2 : 0
        let wanted = summary.rows(in: rect.size)
        let (top, below) = rect.split(top: min(wanted, rect.rows - contentRows))
        for (index, line) in summary.lines(in: top.size, context).enumerated() {
            frame.draw(line, in: top.row(index), glyphs: context.glyphs)
        }
        let rest = below.split(top: below.rows >= 8 ? 1 : 0).rest
        if let preview {
            preview.draw(into: &frame, in: rest, context: context)
        } else {
            drawReason(row, into: &frame, in: rest, context: context)
        }
        frame.cursor = cursor
    }

    /// Returns the sizes of the parts on the job's own screen.
    private static func sizes(_ row: JobRow) -> [JobFact] {
        var facts: [JobFact] = []
        if let length = row.dataLength, length > 0 { facts.append(JobFact("data", Format.bytes(length))) }
        if let length = row.returnvalueLength, length > 0 { facts.append(JobFact("result", Format.bytes(length))) }
        return facts
    }

    private static func drawReason(_ row: JobRow, into frame: inout Frame, in rect: Rect, context: DrawContext) {
        guard !row.failedReason.isEmpty else { return }
        let lines = DisplayText.lines(of: row.failedReason, glyphs: context.glyphs)
        let rows = lines.flatMap { $0.wrapped(to: rect.columns) }
        let isCut = rows.count > rect.rows || row.failedReason.count >= JobRow.textLimit
        for (index, text) in rows.prefix(rect.rows).enumerated() {
            let isCutHere = isCut && index == min(rows.count, rect.rows) - 1
            let shown = isCutHere ? text.sliced(from: 0, columns: rect.columns - 1) + context.glyphs.ellipsis : text
            frame.draw(shown, style: context[.error], x: rect.x, y: rect.y + index, columns: rect.columns)
        }
    }
}
