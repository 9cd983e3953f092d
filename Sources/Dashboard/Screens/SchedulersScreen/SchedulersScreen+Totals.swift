import Canvas
import Queues

extension SchedulersScreen {
    /// Draws the number of schedulers, whatever the filter, and of those that need attention.
    func drawTotals(into frame: inout Frame, in rect: Rect, context: DrawContext) {
        guard let list = list?.content else { return }
        let (glyphs, health) = (context.glyphs, list.schedulers.map { SchedulerHealth($0, now: context.now) })
        let stopped = health.count { $0 == .stopped }
        let late = health.count { if case .late = $0 { true } else { false } }
        let legacy = list.schedulers.count { $0.isLegacy }
        var line = FittedLine()
        line.append(StyledText(DisplayText(Format.count(list.total, "scheduler")), context[.title]), priority: 9)
        if list.total > list.schedulers.count {
            let words = "only those that run next, \(Format.count(list.schedulers.count)), are listed"
            line.append(StyledText(DisplayText(words), context[.warning]), priority: 6)
        }
        if stopped > 0 {
            let words = glyphs.failure + DisplayText(" \(Format.count(stopped)) stopped")
            line.append(StyledText(words, context[.error]), priority: 8)
        }
        if late > 0 {
            let words = glyphs.warning + DisplayText(" \(Format.count(late)) late")
            line.append(StyledText(words, context[.warning]), priority: 7)
        }
        if legacy > 0 {
            let mark = StyledText(SchedulerColumn.legacyMark, context[.paused])
            let words = StyledText(DisplayText(" \(Format.count(legacy)) legacy"), context[.muted])
            line.append(mark + words, priority: 5)
        }
        let place = rect.inset(columns: 1)
        let text = line.line(columns: place.columns, separator: "   ", glyphs: glyphs)
        frame.draw(text, in: place, glyphs: glyphs)
    }
}
