import Canvas
import Queues

/// The times at which a job was added, runs, began and ended, and the time between them.
struct JobTimeline: Equatable {
    /// The events, in order. Their moments need not be in order, since clocks differ.
    private(set) var events: [Event] = []

    /// One event.
    struct Event: Equatable {
        let label: String
        let moment: Milliseconds
        let role: ThemeRole
        /// The activity of the job between the event before and this one; empty where the label contains it.
        let step: String
        /// Whether it is planned, so that a moment in the future is not a sign of another clock.
        var isPlanned = false
    }

    /// Creates the events of the job.
    init(_ row: JobRow) {
        add("added", row.timestamp)
        // A job that waits for its next attempt began before it was delayed.
        let isFirst = max(row.attemptsMade ?? 0, row.attemptsStarted ?? 0) <= 1
        add("started", row.processedOn, step: isFirst ? "waited" : "")
        add("delayed until", row.runAt, .delayed, isPlanned: true)
        add(row.finishedLabel, row.finishedOn, row.state?.role ?? .text, step: row.processedOn == nil ? "" : "ran")
    }

    private mutating func add(
        _ label: String, _ moment: Milliseconds?, _ role: ThemeRole = .text, step: String = "", isPlanned: Bool = false
    ) {
        guard let moment else { return }
        events.append(Event(label: label, moment: moment, role: role, step: step, isPlanned: isPlanned))
    }

    /// Returns one line for each event, in columns. Where there is no room, days that are those of the first event are
    /// left out.
    func lines(_ context: DrawContext, columns: Int) -> [StyledText] {
        let lines = lines(context, isShort: false)
        return lines.allSatisfy { $0.width <= columns } ? lines : self.lines(context, isShort: true)
    }

    private func lines(_ context: DrawContext, isShort: Bool) -> [StyledText] {
        let ages = events.map { DisplayText(Self.age($0, context)) }
        let times = events.indices.map { index in
            let event = events[index]
            let time =
                isShort && index > 0
                ? shortTime(event, near: events[0].moment, context) : Format.time(event.moment, in: context.zone)
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

    /// Returns the time of an event, without its day where another moment is on the same day.
    private func shortTime(_ event: Event, near other: Milliseconds, _ context: DrawContext) -> String {
        let days = [event.moment, other].map { context.zone.local($0) / 86_400_000 }
        return days[0] == days[1]
            ? Format.timeOfDay(event.moment, in: context.zone) : Format.time(event.moment, in: context.zone)
    }

    /// The parts of the timeline that one line has.
    private struct Form {
        /// Whether each event has its age, or only the last one.
        var hasAges = false
        /// Whether the events between the first and the last one have their times.
        var hasTimes = true
        /// Whether these events are named.
        var hasMiddle = true
        /// The index of the first event.
        var first = 0
    }

    /// Returns all events on one line, with as many details as `columns` allow.
    func line(_ context: DrawContext, columns: Int) -> StyledText {
        let last = max(0, events.count - 1)
        let forms = [
            Form(hasAges: true), Form(), Form(hasTimes: false), Form(hasTimes: false, hasMiddle: false),
            Form(hasAges: true, first: max(0, last - 1)), Form(hasAges: true, first: last),
        ]
        // With room for the longest age, so that none comes and goes as they grow.
        let fitting = forms.first { form in line(context, form).width + slack(form, context) <= columns }
        return fitting.map { line(context, $0) } ?? shortest(context).truncated(to: columns, glyphs: context.glyphs)
    }

    /// Returns the cells that the ages of a form may still need.
    private func slack(_ form: Form, _ context: DrawContext) -> Int {
        let aged = form.hasAges ? events.dropFirst(form.first) : events.suffix(1)
        return aged.reduce(0) { $0 + max(0, "59 m ago".utf8.count - Self.age($1, context).utf8.count) }
    }

    private func line(_ context: DrawContext, _ form: Form) -> StyledText {
        var line = StyledText()
        for index in events.indices.dropFirst(form.first) {
            let event = events[index]
            let isLast = index == events.count - 1
            let isNamed = index == form.first || isLast || form.hasMiddle
            if index > form.first { line += step(index, isEnded: isNamed, context) }
            guard isNamed else { continue }
            line.append(DisplayText(event.label), context[.muted])
            if index == form.first || isLast || form.hasTimes {
                let near = index == form.first ? context.now : events[form.first].moment
                line.append(DisplayText(" " + shortTime(event, near: near, context)), context[event.role])
            }
            if index == form.first {
                line.append(DisplayText(" " + context.zone.name(at: event.moment)), context[.muted])
            }
            if isLast || form.hasAges {
                line.append(DisplayText(", " + Self.age(event, context)), context[.muted])
            }
        }
        return line
    }

    private func shortest(_ context: DrawContext) -> StyledText {
        guard let event = events.last else { return StyledText() }
        return StyledText(DisplayText(event.label + " "), context[.muted])
            + StyledText(DisplayText(Self.age(event, context)), context[event.role])
    }

    /// Returns the activity before an event, and its length: `── waited 1.46 s ──▶`.
    private func step(_ index: Int, isEnded: Bool, _ context: DrawContext) -> StyledText {
        let event = events[index]
        let glyphs = context.glyphs
        let shaft = event.step == "ran" ? glyphs.track : glyphs.horizontal
        let word = event.step.isEmpty ? "" : event.step + " "
        let time = StyledText(
            DisplayText(" " + word + took(index, sign: "")), context[word == "ran " ? .active : .text])
        let end = isEnded ? " " + glyphs.horizontal + glyphs.arrowRight + " " : DisplayText()
        return StyledText(" " + shaft + shaft, context[.border]) + time + StyledText(end, context[.border])
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
