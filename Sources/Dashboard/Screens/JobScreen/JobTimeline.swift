import Canvas
import Queues

/// When a job was added, is to run, began and ended, and how long each took.
struct JobTimeline: Equatable {
    /// The events that there are, in order; their moments need not be in order, since clocks differ.
    private(set) var events: [Event] = []

    /// One of them.
    struct Event: Equatable {
        let label: String
        let moment: Milliseconds
        let role: ThemeRole
        /// Whether it is to come, so that a moment behind the present is none of another clock.
        var isPlanned = false
    }

    /// Creates the events of the job.
    init(_ row: JobRow) {
        add("added", row.timestamp)
        // A job that waits for its next attempt began before it was delayed.
        add("started", row.processedOn)
        add("delayed until", row.runAt, .delayed, isPlanned: true)
        add(row.finishedLabel, row.finishedOn, row.state?.role ?? .text)
    }

    private mutating func add(
        _ label: String, _ moment: Milliseconds?, _ role: ThemeRole = .text, isPlanned: Bool = false
    ) {
        guard let moment else { return }
        events.append(Event(label: label, moment: moment, role: role, isPlanned: isPlanned))
    }

    /// Returns one event a line, in columns; without the days that are those of the first event where there is no room.
    func lines(_ context: DrawContext, columns: Int) -> [StyledText] {
        let lines = lines(context, isShort: false)
        return lines.allSatisfy { $0.width <= columns } ? lines : self.lines(context, isShort: true)
    }

    private func lines(_ context: DrawContext, isShort: Bool) -> [StyledText] {
        let ages = events.map { DisplayText(Self.age($0, context)) }
        let times = events.indices.map { index in
            let event = events[index]
            let time =
                isShort ? shortTime(event, after: events[0], context) : Format.time(event.moment, in: context.zone)
            return DisplayText(index == 0 ? "\(time) \(context.zone.name(at: event.moment))" : time)
        }
        let labelWidth = events.map(\.label.utf8.count).max() ?? 0
        let ageWidth = ages.map(\.width).max() ?? 0
        let timeWidth = isShort ? 0 : times.map(\.width).max() ?? 0
        return events.indices.map { index in
            var line = StyledText(DisplayText(events[index].label).padded(to: labelWidth + 1), context[.muted])
            line.append(times[index].padded(to: timeWidth), context[events[index].role])
            line.append("  " + ages[index].padded(to: ageWidth), context[.muted])
            if index > 0 { line.append(DisplayText("  " + took(index, sign: "+")), context[.text]) }
            return line
        }
    }

    /// Returns the time from the event before to this one; negative where the clocks of producer and worker differ.
    private func took(_ index: Int, sign: String) -> String {
        let took = Format.elapsed(from: events[index - 1].moment, to: events[index].moment)
        return (took < 0 ? "" : sign) + Format.duration(took)
    }

    private func shortTime(_ event: Event, after first: Event, _ context: DrawContext) -> String {
        let days = [event, first].map { context.zone.local($0.moment) / 86_400_000 }
        let isSameDay = event != first && days[0] == days[1]
        return isSameDay
            ? Format.timeOfDay(event.moment, in: context.zone) : Format.time(event.moment, in: context.zone)
    }

    /// Returns all events on one line, as exactly as `columns` allow.
    func line(_ context: DrawContext, columns: Int) -> StyledText {
        let forms = [(age: true, from: 0), (age: false, from: 0), (age: true, from: events.count - 1)]
        let lines = forms.map { line(context, withAges: $0.age, from: max(0, $0.from)) }
        return lines.first { $0.width <= columns } ?? shortest(context).truncated(to: columns, glyphs: context.glyphs)
    }

    private func line(_ context: DrawContext, withAges: Bool, from first: Int) -> StyledText {
        var line = StyledText()
        for index in events.indices.dropFirst(first) {
            let event = events[index]
            if index > first { line += arrow(index, context) }
            line.append(DisplayText(event.label + " "), context[.muted])
            line.append(DisplayText(shortTime(event, after: events[first], context)), context[event.role])
            if index == first { line.append(DisplayText(" " + context.zone.name(at: event.moment)), context[.muted]) }
            if withAges { line.append(DisplayText(" (\(Self.age(event, context)))"), context[.muted]) }
        }
        return line
    }

    private func shortest(_ context: DrawContext) -> StyledText {
        guard let event = events.last else { return StyledText() }
        return StyledText(DisplayText(event.label + " "), context[.muted])
            + StyledText(DisplayText(Self.age(event, context)), context[event.role])
    }

    private func arrow(_ index: Int, _ context: DrawContext) -> StyledText {
        let glyphs = context.glyphs
        let shaft: DisplayText = " " + glyphs.horizontal
        return StyledText(shaft, context[.border])
            + StyledText(DisplayText(" " + took(index, sign: "") + " "), context[.text])
            + StyledText(glyphs.horizontal + glyphs.arrowRight + " ", context[.border])
    }

    private static func age(_ event: Event, _ context: DrawContext) -> String {
        let elapsed = Format.elapsed(from: event.moment, to: context.now)
        let age = Format.age(0 - max(elapsed, -.max))
        if event.isPlanned, elapsed < 0 { return "in " + age }
        if elapsed < -QueueSummary.clockTolerance { return age + " ahead of the server's clock" }
        return Format.age(elapsed) + " ago"
    }
}

extension JobRow {
    fileprivate var finishedLabel: String {
        switch state {
        case .failed: "failed"
        case .completed: "completed"
        default: "finished"
        }
    }
}
