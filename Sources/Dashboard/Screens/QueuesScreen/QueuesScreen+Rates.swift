import Canvas
import Queues

extension QueuesScreen {
    /// Draws the rates of all queues with their pictures and trends, in the line below the sums where there is one. Where
    /// there is no room the source goes first, then the scale, then the pictures, then the trends, then the completed jobs.
    func drawRates(_ history: History, into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        guard rect.rows > 1, let queues = overview?.content.queues, !queues.isEmpty else { return }
        let line = RatesLine(
            failed: Rate(totals.failedPerMinute, .init(.failed, ofAll: queues, in: history, now: context.now)),
            completed: Rate(totals.completedPerMinute, .init(.completed, ofAll: queues, in: history, now: context.now)),
            waiting: totals[.waiting], growth: totals.growth, isPast: isPast)
        let place = rect.row(1).inset(columns: 1)
        let fitting = RatesLine.Parts.choices.lazy.map { line.text($0, context) }.first { $0.width <= place.columns }
        if let fitting { frame.draw(fitting, in: place, glyphs: context.glyphs) }
    }
}

/// The number of jobs that end each minute in one way, and its picture; nil where nothing is known of the past.
private struct Rate {
    let sum: CountSum
    let picture: MinutePicture?

    init(_ sum: CountSum, _ picture: MinutePicture?) { (self.sum, self.picture) = (sum, picture) }
}

/// The rates of all queues in one line. A number has room to grow, so that nothing beside it moves.
private struct RatesLine {
    let failed: Rate
    let completed: Rate
    let waiting: CountSum
    let growth: Int?
    /// Whether they are those of a moment of the past.
    let isPast: Bool

    /// What the line shows besides the numbers.
    struct Parts: OptionSet {
        let rawValue: Int
        static let trends = Parts(rawValue: 1)
        static let pictures = Parts(rawValue: 2)
        static let scale = Parts(rawValue: 4)
        static let completed = Parts(rawValue: 8)
        static let source = Parts(rawValue: 16)

        /// What is shown, the most first.
        static let choices: [Parts] = [
            [.completed, .trends, .pictures, .scale, .source], [.completed, .trends, .pictures, .scale],
            [.completed, .trends, .pictures], [.completed, .trends], .completed, [],
        ]
    }

    /// The cells of a number, and those of the trend of waiting jobs.
    private static let (numberColumns, growthColumns) = (8, 13)

    func text(_ parts: Parts, _ context: DrawContext) -> StyledText {
        let gap = StyledText(parts.contains(.pictures) ? "   " : "  ")
        var line = text(of: failed, "failed/min", .failed, parts, context) + gap
        if parts.contains(.completed) { line += text(of: completed, "completed/min", .completed, parts, context) + gap }
        line += StyledText("waiting ", context[.muted]) + context.sum(waiting, .waiting).padded(to: Self.numberColumns)
        if parts.contains(.trends) { line += trend(context).padded(to: Self.growthColumns) }
        if parts.contains(.scale) { line += scale(hasSource: parts.contains(.source), context) }
        return line
    }

    private func text(
        of rate: Rate, _ unit: DisplayText, _ role: ThemeRole, _ parts: Parts, _ context: DrawContext
    ) -> StyledText {
        var text = StyledText(unit + " ", context[.muted])
        if parts.contains(.pictures) {
            let picture = rate.picture?.dots(role, context) ?? StyledText()
            text += picture.padded(to: MinutePicture.columns) + StyledText(" ")
        }
        var number = context.sum(rate.sum, role)
        if parts.contains(.trends), let trend = rate.picture?.trend {
            number.append(" " + trend.sign(context.glyphs), context[role])
        }
        return text + number.padded(to: Self.numberColumns + (parts.contains(.trends) ? 2 : 0))
    }

    /// Returns the number of jobs by which all backlogs change each minute.
    private func trend(_ context: DrawContext) -> StyledText {
        let text = BacklogTrend.text(of: growth, context)
        return text.isEmpty ? text : text + StyledText("/min", context[.muted])
    }

    /// Returns the time that the pictures show, and the place that their numbers come from where there is room for it.
    private func scale(hasSource: Bool, _ context: DrawContext) -> StyledText {
        guard let picture = failed.picture ?? completed.picture else { return StyledText() }
        let glyphs = context.glyphs
        let bar = glyphs.teeRight + glyphs.horizontal.repeated(MinutePicture.columns - 2) + glyphs.teeLeft
        let words = hasSource ? DisplayText(", " + Words.source(picture.source)) : ""
        let axis = "15 min " + bar + " "
        return StyledText(axis + Words.end(isPast: isPast, context) + words, context[.muted])
    }
}

extension Words {
    /// Returns the end of a time that is drawn: `now`, or the time of day where the past is shown.
    static func end(isPast: Bool, _ context: DrawContext) -> DisplayText {
        isPast ? DisplayText(String(Format.timeOfDay(context.now, in: context.zone).prefix(5))) : "now"
    }

    /// Returns the place that numbers of finished jobs come from.
    static func source(_ source: CountSource) -> String {
        switch source {
        case .recorded: "recorded by workers"
        case .kept: "kept jobs"
        case .seen: "seen"
        }
    }

    /// Returns the step that the latest number of a chart is of, in words and in fewer: the last one that is over.
    static func lastStep(of range: MetricsRange) -> (whole: String, short: String) {
        range.stepMinutes == 1
            ? ("in the last whole minute", "last minute")
            : ("in the last whole \(range.stepMinutes) minutes", "last \(range.stepMinutes) min")
    }
}
