import Canvas
import Queues

extension SchedulerColumn {
    /// All columns, from left to right. The next run, or that there is none, is next to the rhythm.
    static let table: [SchedulerColumn] = names + times + counts

    /// The sign beside a legacy repeatable.
    static let legacyMark: DisplayText = "L"

    private static let names = [
        SchedulerColumn(
            "Queue", .flexible(min: 8, ideal: 12, max: 24), priority: 90, order: .queue, need: .manyQueues
        ) { scheduler, context in
            context.name(scheduler.queue.name)
        },
        SchedulerColumn("Prefix", .flexible(min: 6, ideal: 8, max: 16), priority: 85, need: .manyPrefixes) {
            StyledText(DisplayText($0.queue.prefix, glyphs: $1.glyphs), $1[.muted])
        },
        SchedulerColumn("Scheduler", .flexible(min: 17, ideal: 20, max: 48), priority: 100, order: .id) {
            $1.name($0.id)
        },
        SchedulerColumn("", .fixed(1), priority: 94, need: .legacy) { scheduler, context in
            StyledText(scheduler.isLegacy ? legacyMark : "", context[.paused])
        },
    ]

    private static let times = [
        SchedulerColumn("Runs", .flexible(min: 24, ideal: 36, max: 60), priority: 92) { scheduler, context in
            guard !scheduler.words.isEmpty else { return StyledText("unknown", context[.muted]) }
            return StyledText(DisplayText(scheduler.words, glyphs: context.glyphs), context[.text])
        },
        SchedulerColumn("Next", .fixed(10), alignment: .right, priority: 95, order: .nextRun) { scheduler, context in
            SchedulerHealth(scheduler, now: context.now).text(context)
        },
        SchedulerColumn("At", .fixed(20), priority: 60, isTime: true) { scheduler, context in
            StyledText(DisplayText(Format.time(scheduler.nextRun, in: context.zone)), context[.muted])
        },
        SchedulerColumn("Last", .fixed(8), alignment: .right, priority: 70) { scheduler, context in
            guard let age = scheduler.lastRunAge(now: context.now) else {
                return StyledText(context.glyphs.absent, context[.muted])
            }
            return StyledText(DisplayText(age), context[.text])
        },
    ]

    private static let counts = [
        SchedulerColumn("Count", .fixed(7), alignment: .right, priority: 65) { scheduler, context in
            context.count(scheduler.iterations, .text)
        },
        SchedulerColumn("Limit", .fixed(7), alignment: .right, priority: 55) { scheduler, context in
            guard let limit = scheduler.limit else { return StyledText(context.glyphs.absent, context[.muted]) }
            return context.count(limit, .text)
        },
        SchedulerColumn("Job name", .flexible(min: 8, ideal: 16, max: 32), priority: 50) { scheduler, context in
            StyledText(DisplayText(scheduler.name, glyphs: context.glyphs), context[.muted])
        },
    ]
}
