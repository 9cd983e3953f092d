import Canvas
import Queues

extension QueueColumn {
    /// All columns, from left to right. Those that show failures are next to the name.
    static let table: [QueueColumn] = texts + counts + ends

    private static let texts = [
        QueueColumn(
            .name, "Name", "Queue", .flexible(min: 10, ideal: 22, max: 40), alignment: .left, priority: 100,
            .row({ .text($0.id.name) }, { name(of: $0, $1) })),
        QueueColumn(
            .prefix, "Prefix", "Prefix", .flexible(min: 6, ideal: 8, max: 16), alignment: .left, priority: 85,
            .other({ .text($0.id.prefix) }, { StyledText(DisplayText($0.id.prefix, glyphs: $1.glyphs), $1[.muted]) })),
        QueueColumn(
            .state, "Health", "Health", .flexible(min: 11, ideal: 25, max: 200), alignment: .left, priority: 97,
            .row({ .number(-Int64($0.health(at: .max).verdict.gravity)) }, { health(of: $0, $1) })),
    ]

    private static let counts = [
        QueueColumn(
            .failedPerMinute, "Failed per minute", "Failed/min", .count("Failed/min"), priority: 94,
            .count(.failed) { $0.failedPerMinute }),
        QueueColumn(
            .failed, "Failed", "Failed", .count("Failed"), priority: 96, .count(.failed) { $0.counts[.failed] }),
        QueueColumn(
            .waiting, "Waiting", "Waiting", .count("Waiting"), priority: 95, .count(.waiting) { $0.counts[.waiting] }),
        QueueColumn(
            .active, "Active", "Active", .count("Active"), priority: 89, .count(.active) { $0.counts[.active] }),
        QueueColumn(
            .delayed, "Delayed", "Delayed", .count("Delayed"), priority: 70, .count(.delayed) { $0.counts[.delayed] }),
        QueueColumn(
            .prioritized, "Prioritized", "Prioritized", .count("Prioritized"), priority: 50,
            .count(.prioritized) { $0.counts[.prioritized] }),
        QueueColumn(
            .waitingChildren, "Waiting for children", "Children", .count("Children"), priority: 45,
            .count(.waitingChildren) { $0.counts[.waitingChildren] }),
        QueueColumn(
            .completed, "Completed", "Completed", .count("Completed"), priority: 60,
            .count(.completed) { $0.counts[.completed] }
        ),
        QueueColumn(
            .completedPerMinute, "Completed per minute", "Completed/min", .count("Completed/min"), priority: 93,
            .count(.completed) { $0.completedPerMinute }),
    ]

    private static let ends = [
        QueueColumn(
            .oldestWaiting, "Age of the oldest waiting job", "Oldest", .fixed(6), priority: 92,
            .other(
                { .number($0.oldestWaiting.map { Format.elapsed(from: $0, to: 0) } ?? .min) }, { oldest(of: $0, $1) })),
        QueueColumn(
            .workers, "Connected workers", "Workers", .count("Workers"), priority: 91,
            .count(.text) { $0.evidence.workers }),
        QueueColumn(
            .latestFailure, "Latest failure", "Latest failure", .flexible(min: 28, ideal: 80, max: 400),
            alignment: .left, priority: 55,
            .other({ .text($0.latestFailure ?? []) }, { failure(of: $0, $1) })),
    ]

    /// Returns the name of a queue, in red where it fails now, or of a group; in a tree with its indentation.
    private static func name(of row: QueueRow, _ context: DrawContext) -> StyledText {
        let glyphs = context.glyphs
        var text = StyledText(.spaces(2 * (row.depth ?? 0)))
        if let group = row.group {
            text.append((group.isFolded ? glyphs.collapsed : glyphs.expanded) + " ", context[.key])
            text.append(DisplayText(row.label, glyphs: glyphs), context[.title])
            text.append(DisplayText(" \(Format.count(group.queues.count))"), context[.muted])
            return text + alarmSign(of: row.queues, context)
        }
        if row.depth != nil { text.append("  ") }
        if row.isHidden {
            text.append(DisplayText(row.label, glyphs: glyphs) + " (hidden)", context[.muted])
        } else if row.queue?.failedPerMinute ?? 0 > 0, !row.label.isEmpty {
            text.append(DisplayText(row.label, glyphs: glyphs), context[.error])
        } else {
            text += context.name(row.label)
        }
        if row.isPinned { text.append(" " + glyphs.pin, context[.key]) }
        text += alarmSign(of: row.queues, context)
        // A graver verdict does not say that the queue is paused.
        if let queue = row.queue, queue.isPaused, !queue.verdict(context).isPaused {
            text.append(" " + glyphs.pause, context[.paused])
        }
        return text
    }

    /// Returns the sign of the gravest alarm that is raised for one of some queues; empty for none.
    private static func alarmSign(of queues: [QueueSummary], _ context: DrawContext) -> StyledText {
        guard context.alarms.raisedCount > 0 else { return StyledText() }
        return context.alarms.level(of: queues.map(\.id)).map {
            StyledText(" " + context.glyphs.alarm, context[$0.role])
        } ?? StyledText()
    }

    /// Returns the number of cells that a name needs.
    static func nameWidth(of row: QueueRow, _ context: DrawContext) -> Int { name(of: row, context).width }

    /// Returns the cells that a verdict needs.
    static func healthWidth(of row: QueueRow, _ context: DrawContext) -> Int { health(of: row, context).width }

    /// Returns the verdict on a queue, or the gravest of a group with the number of queues that have it.
    private static func health(of row: QueueRow, _ context: DrawContext) -> StyledText {
        switch row.content {
        case .queue(let queue): return queue.verdict(context).text(context)
        case .group(let group):
            let of = "\(Format.count(group.worstCount)) of \(Format.count(group.queues.count))"
            let words = DisplayText(" \(of) \(group.worst.kind)")
            return StyledText(group.worst.sign(context.glyphs) + words, context[group.worst.role])
        }
    }

    /// Returns the verdict in one or two words, or only its sign.
    private static func briefHealth(of row: QueueRow, hasWord: Bool, _ context: DrawContext) -> StyledText {
        let (verdict, count): (Verdict, String) =
            switch row.content {
            case .queue(let queue): (queue.verdict(context), "")
            case .group(let group): (group.worst, Format.count(group.worstCount) + " ")
            }
        let words = hasWord ? DisplayText(" " + count + Words.brief(verdict)) : ""
        return StyledText(verdict.sign(context.glyphs) + words, context[verdict.role])
    }

    private static func oldest(of queue: QueueSummary, _ context: DrawContext) -> StyledText {
        let isUnknown = queue.isOldestMalformed || queue.counts[.waiting] == nil || queue.remembered != nil
        return age(of: queue.oldestWaiting, isMalformed: isUnknown, context)
    }

    /// Returns the age of a moment: `?` where it is not a number, and `ahead` where its clock is ahead of the server's.
    static func age(
        of moment: Milliseconds?, isMalformed: Bool, _ context: DrawContext, _ role: ThemeRole = .text
    ) -> StyledText {
        if isMalformed { return StyledText("?", context[.warning]) }
        guard let moment else { return StyledText(context.glyphs.absent, context[.muted]) }
        let elapsed = Format.elapsed(from: moment, to: context.now)
        if elapsed < -QueueSummary.clockTolerance { return StyledText("ahead", context[.warning]) }
        return StyledText(DisplayText(Format.age(elapsed)), context[role])
    }

    private static func failure(of queue: QueueSummary, _ context: DrawContext) -> StyledText {
        guard let failure = queue.latestFailure else {
            return queue.counts[.failed] == 0 ? StyledText() : StyledText("?", context[.warning])
        }
        return StyledText(DisplayText(failure.firstLine, glyphs: context.glyphs), context[.failed])
    }
}

extension QueueColumn {
    /// The cells of a count of any size, `999 999` or `1.24 M`.
    static let countColumns = 7

    /// Returns the columns to draw: the prefix only where there are several, the failure only where there is room.
    static func shown(isWide: Bool, hasPrefixes: Bool, sideways: Int) -> [QueueColumn] {
        let shown = table.filter {
            ($0.id != .prefix || hasPrefixes) && ($0.id != .latestFailure || isWide || sideways > 0)
        }
        return shown.scrolled(by: sideways)
    }

    /// Returns the column as a table draws it, in another width where one is given. A brief verdict is a word without its
    /// numbers, or a sign without a title. `previous` returns the queue at the reading before.
    func column(
        _ context: DrawContext, width other: ColumnWidth? = nil, brevity: VerdictBrevity = .whole,
        previous: @escaping @Sendable (QueueID) -> QueueSummary?
    ) -> TableColumn<QueueRow> {
        let isSign = id == .state && brevity == .sign
        return TableColumn(isSign ? "" : title, width: other ?? width, alignment: alignment, priority: priority) {
            row in
            switch content {
            case .row where id == .state && brevity != .whole:
                return Self.briefHealth(of: row, hasWord: !isSign, context)
            case .row(_, let cell): return cell(row, context)
            case .other(_, let cell): return cell(row.sum, context)
            case .count(let role, let count):
                guard let queue = row.queue else {
                    return context.sum(CountSum(row.queues.map(count)), role)
                }
                let number = count(queue)
                let before = previous(queue.id)
                let hasChanged = before.map { count($0) != number } ?? false
                return context.count(number, role, hasChanged: hasChanged)
            }
        }
    }
}

extension QueueColumn {
    /// Returns a column of counts for a narrow screen, in at most five cells and under the first word of its title.
    func brief(_ context: DrawContext) -> TableColumn<QueueRow> {
        let title = DisplayText(title.plain.prefix { $0 != "/" }.description)
        return TableColumn(title, width: .fixed(max(5, title.width)), alignment: .right, priority: 98) { row in
            let counts = row.queues.map { count(of: $0) }
            guard case .count(let role, _) = content, !counts.contains(nil) else {
                return StyledText("?", context[.warning])
            }
            let sum = CountSum(counts).atLeast
            guard sum > 0 else { return context.count(0, role) }
            return StyledText(DisplayText(Format.briefCount(sum)), context[role])
        }
    }
}

/// How brief the verdicts of a list are.
enum VerdictBrevity {
    case whole, word, sign
}

extension ColumnWidth {
    /// Returns the width of a column of counts: that of its title, with room for the mark of the sort where possible.
    fileprivate static func count(_ title: DisplayText) -> ColumnWidth {
        let least = QueueColumn.countColumns
        return .flexible(
            min: max(least, title.width), ideal: max(least, title.width + 1), max: max(least, title.width + 1))
    }
}
