import Canvas
import Queues

/// When jobs of causes failed, as pictures over the same span: from the first failure of the report to the last.
struct CauseTimes {
    private let axis: TimeAxis
    /// The widest picture, in cells.
    private static let widest = 32
    /// Shorter spans are shown with seconds, in ms.
    private static let shortSpan: Milliseconds = 10 * 60_000

    init(_ report: CauseReport) { axis = report.axis }

    /// Returns the numbers of failures in at most `count` parts of the span, the oldest first.
    func steps(of cause: Cause, _ count: Int) -> [Double] {
        let times = cause.times[axis.used.clamped(to: cause.times.indices)]
        let size = max(1, (times.count + count - 1) / max(1, count))
        return stride(from: times.startIndex, to: times.endIndex, by: size).map { start in
            Double(times[start..<min(start + size, times.endIndex)].reduce(0, +))
        }
    }

    /// Returns the picture of a cause between the first and the last moment of the span.
    func line(of cause: Cause, columns: Int, _ context: DrawContext) -> StyledText {
        guard !axis.used.isEmpty else { return StyledText() }
        let (from, to) = (words(axis.oldest, context), words(axis.newest, context))
        let room = max(1, min(Self.widest, columns - from.width - to.width - 2))
        return StyledText(from + " ", context[.muted])
            + StyledText(.sparkline(steps(of: cause, room), glyphs: context.glyphs), context[.failed])
            + StyledText(" " + to, context[.muted])
    }

    private func words(_ time: Milliseconds, _ context: DrawContext) -> DisplayText {
        let day = Format.time(axis.oldest, in: context.zone).prefix(10)
        if day != Format.time(axis.newest, in: context.zone).prefix(10) {
            return DisplayText(String(Format.time(time, in: context.zone).dropFirst(5).dropLast(3)))
        }
        let isShort = axis.newest - axis.oldest < Self.shortSpan
        return DisplayText(String(Format.timeOfDay(time, in: context.zone).prefix(isShort ? 8 : 5)))
    }
}
