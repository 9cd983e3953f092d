import Canvas
import Queues

/// One chart of the metrics, with its name, its source and its scale.
struct MetricsChart {
    /// The time of the chart.
    struct Axis {
        let range: MetricsRange
        /// The beginning of the first step, in ms since 1970; nil before the first reading.
        let start: Milliseconds?
        /// Whether it ends in the past.
        var isPast = false
    }

    let name: String
    let values: [Double?]
    /// The place that the values come from.
    let source: String
    /// The first word of it, for little room.
    private var shortSource: String { source.split(separator: " ").first.map(String.init) ?? source }
    let role: ThemeRole
    let kind: Chart.Kind
    let axis: Axis
    /// The step that the number in the head is of, in words and in fewer; empty for the moment of the reading.
    var latest = (whole: "", short: "")

    /// The cells of the numbers beside a chart.
    private static let scaleColumns = 8

    /// Draws the chart: its name with the value of a step, or the last one that is known, then the picture beside its scale,
    /// then the times.
    func draw(into frame: inout Frame, in rect: Rect, at step: Int?, _ context: DrawContext) {
        guard rect.rows > 1 else { return }
        let (head, rest) = rect.split(top: 1)
        let chart = Chart(values, kind)
        drawHead(chart, into: &frame, in: head.inset(columns: 1), at: step, context)
        let (picture, times) = rest.split(bottom: rest.rows > 2 ? 1 : 0)
        let (scale, place) = picture.split(left: min(Self.scaleColumns + 2, picture.columns / 3))
        let shown = place.split(left: max(0, place.columns - 1)).left
        chart.draw(into: &frame, in: shown, style: context[role], quiet: context[.muted], glyphs: context.glyphs)
        drawScale(chart, into: &frame, in: scale, context)
        let line = Rect(x: shown.x, y: times.y, columns: shown.columns, rows: times.rows)
        drawTimes(chart, into: &frame, in: line, at: step, context)
    }

    private func drawHead(_ chart: Chart, into frame: inout Frame, in rect: Rect, at step: Int?, _ context: DrawContext)
    {
        var line = FittedLine()
        line.append(StyledText(DisplayText(name), context[.title]), priority: 9)
        if let step, values.indices.contains(step) {
            line.append(text(values[step], context), priority: 8)
        } else if !values.isEmpty {
            line.append(text((latest.whole.isEmpty ? values : values.dropLast()).last ?? nil, context), priority: 8)
            line.append(
                StyledText(DisplayText(latest.whole), context[.muted]),
                short: StyledText(DisplayText(latest.short), context[.muted]), priority: 6)
        }
        let known = values.count { $0 != nil }
        if !values.isEmpty {
            let words = known == 0 ? "\(source): nothing yet" : source
            let short = known == 0 ? words : shortSource
            line.append(
                StyledText(DisplayText(words), context[.muted]), short: StyledText(DisplayText(short), context[.muted]),
                priority: 7)
        }
        frame.draw(
            line.line(columns: rect.columns, separator: "  ", glyphs: context.glyphs), in: rect, glyphs: context.glyphs)
    }

    /// Returns a value, `?` for a gap.
    private func text(_ value: Double?, _ context: DrawContext) -> StyledText {
        guard let value else { return StyledText("?", context[.warning]) }
        return StyledText(DisplayText(Self.number(value)), context[value == 0 ? .muted : role])
    }

    /// Returns a value with one digit after the point where it is small and not whole.
    static func number(_ value: Double) -> String {
        let tenths = Int(min(max(0, value), 1e15) * 10 + 0.5)
        guard tenths < 1_000, !tenths.isMultiple(of: 10) else { return Format.shortCount((tenths + 5) / 10) }
        return "\(tenths / 10).\(tenths % 10)"
    }

    private func drawScale(_ chart: Chart, into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        guard rect.rows > 0, values.contains(where: { $0 != nil }) else { return }
        // A chart of zeros has its line at the bottom.
        let label = rect.row(chart.peak > 0 ? 0 : rect.rows - 1).split(left: rect.columns - 1).left
        frame.draw(
            StyledText(DisplayText(Self.number(chart.peak)), context[.muted]), in: label, alignment: .right,
            glyphs: context.glyphs)
        guard rect.rows > 2, chart.peak > 0 else { return }
        let bottom = rect.row(rect.rows - 1).split(left: rect.columns - 1).left
        frame.draw(StyledText("0", context[.muted]), in: bottom, alignment: .right, glyphs: context.glyphs)
    }

    /// Draws the times of the first and the last step, and a mark below the step under the cursor.
    private func drawTimes(
        _ chart: Chart, into frame: inout Frame, in rect: Rect, at step: Int?, _ context: DrawContext
    ) {
        guard rect.rows > 0, let start = axis.start else { return }
        frame.horizontalLine(
            x: rect.x, y: rect.y, columns: rect.columns, style: context[.border], glyphs: context.glyphs)
        let from = DisplayText(String(Format.timeOfDay(start, in: context.zone).prefix(5)))
        frame.draw(from + " ", style: context[.muted], x: rect.x, y: rect.y)
        if rect.columns > 16, step == nil {
            let end = " " + Words.end(isPast: axis.isPast, context)
            frame.draw(end, style: context[.muted], x: rect.x + rect.columns - end.width, y: rect.y)
        }
        guard let step else { return }
        let x = rect.x + chart.column(of: step, columns: rect.columns)
        frame.draw(context.glyphs.arrowUp, style: context[.key], x: x, y: rect.y)
    }
}
