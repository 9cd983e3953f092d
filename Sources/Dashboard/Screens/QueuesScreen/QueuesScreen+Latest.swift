import Canvas
import Queues

extension QueuesScreen {
    /// Draws the jobs of the queue under the cursor that failed last.
    func drawLatest(into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        guard rect.rows > 1, let current else { return }
        let title = DisplayText("\(Words.name(current.id.name)): latest failures", glyphs: context.glyphs)
        frame.rule(rect.row(0), title: StyledText(title, context[.title]), context)
        let place = rect.split(top: 1).rest
        guard let jobs = insight?.latest, !jobs.isEmpty else {
            return frame.draw(
                emptiness(of: current, context), in: place.lines, glyphs: context.glyphs)
        }
        let first = pane == .latest ? latestCursor.place.top : 0
        let shown = jobs.dropFirst(first).prefix(place.rows)
        let table = Table(columns: FailedJob.columns(of: jobs, context), gap: 2)
        table.draw(shown, into: &frame, in: place.lines, glyphs: context.glyphs)
        guard pane == .latest else { return }
        let line = place.row(latestCursor.place.index - first)
        frame.drawSelection(in: line, within: place, hasRow: true, context: context)
    }
}

extension FailedJob {
    /// Returns the columns of a pane without a head: when a job failed, its id and name, and the reason.
    fileprivate static func columns(of jobs: [FailedJob], _ context: DrawContext) -> [TableColumn<FailedJob>] {
        func widest(_ limit: Int, _ text: (FailedJob) -> [UInt8]) -> Int {
            min(limit, jobs.map { DisplayText(text($0), glyphs: context.glyphs).width }.max() ?? 0)
        }
        let (ids, names) = (max(1, widest(20) { $0.id.bytes }), max(1, widest(24) { $0.name }))
        return [
            TableColumn("", width: .fixed(10), alignment: .right, priority: 80) { job in
                guard let time = job.failedAt else { return StyledText("?", context[.warning]) }
                return StyledText(
                    DisplayText(Format.age(Format.elapsed(from: time, to: context.now)) + " ago"), context[.muted])
            },
            TableColumn("", width: .flexible(min: min(4, ids), ideal: ids, max: ids), priority: 100) { job in
                StyledText(DisplayText(job.id.bytes, glyphs: context.glyphs), context[.text])
            },
            TableColumn("", width: .flexible(min: min(6, names), ideal: names, max: names), priority: 90) { job in
                StyledText(DisplayText(job.name, glyphs: context.glyphs), context[.muted])
            },
            TableColumn("", width: .flexible(min: 20, ideal: 60, max: 400), priority: 95) { job in
                let words = job.reason.firstLine
                return words.isEmpty
                    ? StyledText("(no reason)", context[.muted])
                    : StyledText(DisplayText(words, glyphs: context.glyphs), context[.failed])
            },
        ]
    }
}
