import Canvas
import Queues

/// The columns of events.
enum EventColumn {
    /// Returns the columns from left to right; the queue only where there may be several.
    static func table(_ context: DrawContext, hasQueues: Bool) -> [TableColumn<EventRow>] {
        let queue = TableColumn<EventRow>("Queue", width: .flexible(min: 8, ideal: 12, max: 24), priority: 90) { row in
            context.name(row.item.queue.name)
        }
        let title = DisplayText("Time (\(context.zoneName))")
        let time = TableColumn<EventRow>(title, width: .fixed(max(12, title.width)), priority: 92) { row in
            StyledText(DisplayText(moment(of: row.item, context)), context[.muted])
        }
        let job = TableColumn<EventRow>("Job", width: .flexible(min: 6, ideal: 8, max: 36), priority: 94) { row in
            row.item.job.map { context.name($0.bytes) } ?? StyledText(context.glyphs.absent, context[.muted])
        }
        let words = TableColumn<EventRow>("Event", width: .flexible(min: 16, ideal: 200, max: 400), priority: 100) {
            row in
            sentence(of: row.item, context)
        }
        return [time] + (hasQueues ? [queue] : []) + [job, words]
    }

    /// Returns the time of an event, `23:04:05.120`; `?` where the entry's id does not contain one.
    static func moment(of item: FollowedEvent, _ context: DrawContext) -> String {
        guard let time = item.event.timestamp, time >= 0 else { return "?" }
        let rest = String(time % 1_000)
        return Format.timeOfDay(time, in: context.zone) + "." + String(repeating: "0", count: 3 - rest.count) + rest
    }

    /// Returns the sentence on an event, with a warning before it where events may be missing.
    static func sentence(of item: FollowedEvent, _ context: DrawContext) -> StyledText {
        let words = item.words(context.zone)
        var text = StyledText()
        if item.isAfterGap {
            text.append(context.glyphs.warning + DisplayText(" \(FollowedEvent.gap), "), context[.warning])
        }
        text.append(DisplayText(words.lead, glyphs: context.glyphs), context[words.role])
        guard !words.value.isEmpty else { return text }
        text.append(" " + DisplayText(words.value.firstLine, glyphs: context.glyphs), context[.text])
        return text
    }
}
