import Canvas
import Queues

/// The sums over queues. They are computed once for each reading, not for each frame.
struct QueueTotals: Equatable, Sendable {
    let failedPerMinute: CountSum
    let completedPerMinute: CountSum
    /// The number of jobs by which the backlogs change each minute; nil where none was seen for long enough.
    let growth: Int?
    /// The number of connected workers of all queues.
    let workers: CountSum
    /// The kinds of trouble, the gravest first.
    let troubles: [Trouble]
    /// The sums by state, as in `JobState.allCases`.
    private let states: [CountSum]

    /// A kind of trouble: one of its verdicts, and the number of queues that have it as their gravest.
    struct Trouble: Equatable, Sendable {
        let verdict: Verdict
        var count: Int
    }

    /// Adds up queues as they are at `now`, ms since 1970 on the server's clock.
    init(_ queues: [QueueSummary], now: Milliseconds) {
        // One pass: there may be a hundred thousand queues.
        var (failed, completed, workers) = (CountSum([]), CountSum([]), CountSum([]))
        var states = JobState.allCases.map { _ in CountSum([]) }
        var growth: Int?
        var found: [String: Trouble] = [:]
        for queue in queues {
            failed.add(queue.failedPerMinute)
            completed.add(queue.completedPerMinute)
            workers.add(queue.evidence.workers)
            let counts = queue.counts
            for (index, state) in JobState.allCases.enumerated() { states[index].add(counts[state]) }
            if let trend = BacklogTrend(queue.evidence.history)?.shown {
                growth = Int(clamping: Int64(growth ?? 0) + Int64(trend))
            }
            let verdict = queue.health(at: now).verdict
            if verdict.wantsAttention { found[verdict.kind, default: Trouble(verdict: verdict, count: 0)].count += 1 }
        }
        (failedPerMinute, completedPerMinute, self.workers) = (failed, completed, workers)
        (self.growth, self.states) = (growth, states)
        troubles = found.values.sorted { ($0.verdict.gravity, $0.verdict.kind) < ($1.verdict.gravity, $1.verdict.kind) }
    }

    /// Returns the number of jobs in a state.
    subscript(state: JobState) -> CountSum {
        JobState.allCases.firstIndex(of: state).map { states[$0] } ?? CountSum([])
    }
}

extension QueuesScreen {
    /// Draws the sums over all queues, whatever the filter. What shows trouble is left out last where there is no room.
    func drawTotals(into frame: inout Frame, in rect: Rect, context: DrawContext) {
        guard rect.rows > 0, let queues = overview?.content.queues else { return }
        var line = FittedLine()
        line.append(number(of: queues, context), priority: 100)
        for trouble in totals.troubles {
            let verdict = trouble.verdict
            let words = DisplayText(" \(Format.count(trouble.count)) \(verdict.kind)")
            let text = StyledText(verdict.sign(context.glyphs) + words, context[verdict.role])
            line.append(text, priority: 96 - verdict.gravity)
        }
        line.append(search(context), priority: 90)
        line.append(hidden(context), priority: 70)
        if !marks.isEmpty {
            line.append(StyledText(DisplayText("\(Format.count(marks.count)) marked"), context[.match]), priority: 98)
        }
        let hasRates = rect.rows > 1
        if !queues.isEmpty, !hasRates {
            line.append(rate(totals.failedPerMinute, " failed/min", .failed, context), priority: 80)
            line.append(rate(totals.completedPerMinute, " completed/min", .completed, context), priority: 60)
        }
        for (state, priority) in Self.summed where state != .waiting || !hasRates {
            let sum = totals[state]
            guard sum.atLeast > 0 || !sum.isExact else { continue }
            let unit = StyledText(DisplayText(" \(state.rawValue)"), context[.muted])
            line.append(context.sum(sum, state.role) + unit, priority: priority)
        }
        let place = rect.inset(columns: 1)
        let text = line.line(columns: place.columns, separator: "   ", glyphs: context.glyphs)
        frame.draw(text, in: place, glyphs: context.glyphs)
    }

    /// Returns the number of queues that the operator has hidden; empty for none.
    private func hidden(_ context: DrawContext) -> StyledText {
        guard hiddenCount > 0 else { return StyledText() }
        return StyledText(DisplayText("\(Format.count(hiddenCount)) hidden"), context[.muted])
    }

    /// The states in the order of the line, with their importance.
    private static let summed: [(JobState, Int)] = [
        (.failed, 78), (.waiting, 76), (.active, 74), (.delayed, 40), (.prioritized, 38), (.waitingChildren, 36),
        (.completed, 20),
    ]

    private func number(of queues: [QueueSummary], _ context: DrawContext) -> StyledText {
        StyledText(DisplayText(Format.count(queues.count, "queue")), context[.title])
    }

    /// Returns what the list leaves out: because of a filter, or because queues are still being searched.
    private func search(_ context: DrawContext) -> StyledText {
        var text = StyledText()
        if !filter.isEmpty { text.append(DisplayText("\(Format.count(listed.count)) listed"), context[.match]) }
        if let discovery = overview?.content.discovery, !discovery.isComplete {
            let gap = text.isEmpty ? "" : "   "
            text.append(DisplayText(gap + "looking for more" + progress(discovery)), context[.muted])
        }
        return text
    }

    private func progress(_ discovery: Discovery) -> String {
        guard let total = discovery.totalKeys, total > 0 else { return "" }
        let share = min(1, max(0, Double(discovery.scannedKeys) / Double(total)))
        return " (\(Int(share * 100)) %)"
    }

    private func rate(_ sum: CountSum, _ unit: DisplayText, _ role: ThemeRole, _ context: DrawContext) -> StyledText {
        context.sum(sum, role) + StyledText(unit, context[.muted])
    }
}

extension Verdict {
    /// The word for several queues with this verdict.
    var kind: String {
        switch self {
        case .unreadable: "unreadable"
        case .failing: "failing"
        case .unlocked: "without a lock"
        case .noProgress(.paused, _, _): "paused"
        case .noProgress: "without progress"
        case .growing: "growing"
        case .schedulerStopped: "with a stopped scheduler"
        case .parentsBlocked: "with blocked parents"
        case .missingJobs: "with missing jobs"
        case .unmanaged, .working, .idle: word
        case .remembered(let past): past.kind.kind
        }
    }
}
