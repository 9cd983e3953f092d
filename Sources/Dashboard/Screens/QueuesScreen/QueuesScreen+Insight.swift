import Canvas
import Queues

extension QueuesScreen {
    /// Draws the causes of recent failures of the queue under the cursor.
    func drawCauses(into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        guard rect.rows > 1 else { return }
        guard let current else {
            guard row?.group != nil else { return }
            frame.rule(rect.row(0), title: StyledText("Group", context[.title]), context)
            return drawGroup(into: &frame, in: rect.split(top: 1).rest, context)
        }
        let name = DisplayText("\(Words.name(current.id.name)): why", glyphs: context.glyphs)
        let window =
            isPast ? StyledText() : StyledText(DisplayText(Words.window(of: insight, current)), context[.muted])
        frame.rule(rect.row(0), title: StyledText(name, context[.title]), trailing: window, context)
        let place = rect.split(top: 1).rest
        guard let insight, !insight.causes.isEmpty else {
            frame.draw(emptiness(of: current, context), in: place.lines, glyphs: context.glyphs)
            let rest = place.split(top: place.rows > 4 ? 2 : 1).rest.lines
            return drawFailure(of: current, into: &frame, in: rest, context)
        }
        let hasCursor = pane == .causes
        let first = hasCursor ? causeCursor.place.top : 0
        let isCut = insight.causeCount > place.rows && !hasCursor
        let shown = insight.causes.dropFirst(first).prefix(isCut ? place.rows - 1 : place.rows)
        let gap = rect.columns < 80 ? 1 : 2
        let columns = CauseColumn.lines(of: shown, context, columns: place.lines.columns, gap: gap)
        let table = Table(columns: columns, gap: gap)
        let (list, rest) = place.lines.split(top: shown.count)
        table.draw(shown, into: &frame, in: list, glyphs: context.glyphs)
        if hasCursor {
            let line = place.row(causeCursor.place.index - first)
            frame.drawSelection(in: line, within: place, hasRow: true, context: context)
        } else if isCut {
            let more = Format.count(insight.causeCount - shown.count, "more cause")
            frame.draw(
                StyledText(DisplayText("and \(more); \(context.keys[.visit(.causes)]) shows all"), context[.muted]),
                in: rest)
        } else {
            drawShared(insight.comparison, of: current, into: &frame, in: rest, context)
        }
    }

    /// Draws what the failed jobs of a queue share below its causes, and the latest failure where there is room.
    private func drawShared(
        _ comparison: Comparison?, of queue: QueueSummary, into frame: inout Frame, in rect: Rect,
        _ context: DrawContext
    ) {
        let shared = comparison.flatMap { SharedTraits.summary(of: $0, context) } ?? StyledText()
        frame.draw(shared, in: rect, glyphs: context.glyphs)
        let below = shared.width > 0 ? rect.split(top: 1).rest : rect
        if below.rows > 2 { drawFailure(of: queue, into: &frame, in: below.split(top: 1).rest, context) }
    }

    /// Draws the whole text of the latest failure of a queue.
    private func drawFailure(
        of queue: QueueSummary, into frame: inout Frame, in rect: Rect, _ context: DrawContext
    ) {
        guard let failure = queue.latestFailure else { return }
        let ago = queue.latestFailureAt.map { ", \(Format.age(Format.elapsed(from: $0, to: context.now))) ago" } ?? ""
        frame.draw(StyledText(DisplayText("The latest\(ago)"), context[.muted]), in: rect)
        let body = rect.split(top: 1).rest
        let rows = DisplayText.lines(of: failure, glyphs: context.glyphs).flatMap { $0.wrapped(to: body.columns) }
        for (index, row) in rows.prefix(body.rows).enumerated() {
            let isCut = index == body.rows - 1 && rows.count > body.rows
            let text = isCut ? row.sliced(from: 0, columns: body.columns - 1) + context.glyphs.ellipsis : row
            frame.draw(text, style: context[.failed], x: body.x, y: body.y + index, columns: body.columns)
        }
    }

    /// Returns the reason why the panes of causes and of failed jobs have no line.
    func emptiness(of queue: QueueSummary, _ context: DrawContext) -> StyledText {
        if isPast { return StyledText("Why its jobs failed is not kept of the past.", context[.muted]) }
        if let words = insight.flatMap({ Words.unreadable($0.unreadable, on: $0.queue) }) {
            return StyledText(DisplayText(words, glyphs: context.glyphs), context[.warning])
        }
        guard insight?.isComplete == true else {
            return StyledText(DisplayText(context.reading("the failed jobs")), context[.muted])
        }
        let window = Words.window(of: queue)
        return StyledText(DisplayText("None of its jobs has failed in the \(window)."), context[.muted])
    }

    /// Draws the workers of the queue under the cursor.
    func drawWorkers(into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        guard rect.rows > 1, let current else { return }
        let title = DisplayText("\(Words.name(current.id.name)): workers", glyphs: context.glyphs)
        let workers = insight?.workers
        let count = (workers?.count ?? (isPast ? current.evidence.workers : nil)).map { Format.count($0) } ?? ""
        frame.rule(
            rect.row(0), title: StyledText(title, context[.title]),
            trailing: StyledText(DisplayText(count), context[.muted]), context)
        let place = rect.split(top: 1).rest
        guard let workers, !workers.isEmpty else {
            let words: DisplayText =
                isPast
                ? current.evidence.workers == nil
                    ? "? Not known of that time." : "Which ones they were is not kept of the past."
                : insight == nil
                    ? DisplayText(context.reading("the workers"))
                    : workers == nil
                        ? current.evidence.workers == nil
                            ? context.isOfReplica
                                ? "Unknown: workers connect to the primary."
                                : "Unknown: the server does not list its clients."
                            : "Which ones they are is not in the recording."
                        : context.isStale ? "No worker was connected." : "No worker is connected."
            let role: ThemeRole = workers?.isEmpty == true && current.counts.atLeast(.waiting) > 0 ? .warning : .muted
            return frame.draw(
                StyledText(words, context[role]), in: place.lines, glyphs: context.glyphs)
        }
        let first = pane == .workers ? workerCursor.place.top : 0
        let table = Table(columns: PaneWorker.columns(of: workers, context), gap: 2)
            .fitted(to: workers, width: place.columns)
        table.draw(workers.dropFirst(first), into: &frame, in: place.lines, glyphs: context.glyphs)
        guard pane == .workers else { return }
        let line = place.row(workerCursor.place.index - first)
        frame.drawSelection(in: line, within: place, hasRow: true, context: context)
    }
}

/// A worker as a line of a pane.
private enum PaneWorker {
    /// Returns the columns: the name, and how long the worker has been connected and idle; the address only where
    /// addresses differ: through a Unix socket, all have that of the server's own file.
    static func columns(of workers: [Worker], _ context: DrawContext) -> [TableColumn<Worker>] {
        let hasAddresses = workers.contains { $0.addresses.first.map { $0.first != UInt8(ascii: "/") } == true }
        var name = TableColumn<Worker>("", width: .flexible(min: 8, ideal: 18, max: 40), priority: 90) { worker in
            guard let name = worker.name else { return StyledText("(no name)", context[.muted]) }
            return StyledText(DisplayText(name, glyphs: context.glyphs), context[.text])
        }
        name.isName = true
        let address = TableColumn<Worker>("", width: .flexible(min: 12, ideal: 22, max: 48), priority: 80) { worker in
            StyledText(DisplayText(worker.addresses.first ?? [], glyphs: context.glyphs), context[.text])
        }
        return [name] + (hasAddresses ? [address] : []) + [
            TableColumn("", width: .fixed(11), priority: 70) { age("up", of: $0.age, context) },
            TableColumn("", width: .fixed(11), priority: 75) { age("idle", of: $0.idle, context) },
            TableColumn("", width: .flexible(min: 6, ideal: 16, max: 30), priority: 40) { worker in
                StyledText(DisplayText(worker.library ?? [], glyphs: context.glyphs), context[.muted])
            },
        ]
    }

    private static func age(_ word: String, of time: Milliseconds?, _ context: DrawContext) -> StyledText {
        guard let time else { return StyledText() }
        return StyledText(DisplayText(word + " "), context[.muted])
            + StyledText(DisplayText(Format.age(time)), context[.text])
    }
}

extension Words {
    /// Returns the time whose failures count: `last 15 min`, `last 2 h`.
    fileprivate static func window(of queue: QueueSummary) -> String {
        let window = queue.thresholds[.failing]
        return window % 3_600_000 == 0 ? "last \(window / 3_600_000) h" : "last \(window / 60_000) min"
    }

    /// Returns the extent of the causes of a queue: `last 15 min, 101 failed`.
    fileprivate static func window(of insight: QueueInsight?, _ queue: QueueSummary) -> String {
        let window = window(of: queue)
        let isKnown = insight.map { $0.looked > 0 || $0.isComplete && $0.unreadable.isEmpty }
        guard let insight, isKnown == true else { return window }
        let part = insight.isSampled ? "the newest \(Format.count(insight.looked)) of " : ""
        return "\(window), \(part)\(Format.count(insight.total)) failed"
    }
}
