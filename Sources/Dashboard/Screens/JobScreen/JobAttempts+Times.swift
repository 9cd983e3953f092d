import Canvas
import Queues

extension JobAttempts {
    /// Returns the title of an attempt with its times, or the reason why these are not known, in at most `columns`.
    func line(at place: Int, _ context: DrawContext, columns: Int) -> StyledText {
        guard entries.indices.contains(place) else { return StyledText() }
        let entry = entries[place]
        let title = StyledText(DisplayText(entry.title), context[.title]) + StyledText("  ", context[.text])
        let times = entry.run.map { self.times($0, context) } ?? StyledText(absence(context), context[.muted])
        let line = title + times
        if line.width <= columns { return line }
        // The tabs above have the number.
        return times.truncated(to: columns, glyphs: context.glyphs)
    }

    private func times(_ run: JobRun, _ context: DrawContext) -> StyledText {
        var text = StyledText("started ", context[.muted])
        if let started = run.started {
            text.append(moment(started, context), context[.text])
            if let ended = run.ended {
                let took = Format.duration(Format.elapsed(from: started, to: ended))
                text.append(DisplayText(", ran \(took)"), context[.active])
            }
        } else {
            text.append("?", context[.warning])
        }
        guard let ended = run.ended else { return text }
        text.append(", failed ", context[.muted])
        text.append(moment(ended, context), context[.failed])
        text.append(DisplayText(", " + next(run, ended, context)), context[.muted])
        return text
    }

    private func next(_ run: JobRun, _ ended: Milliseconds, _ context: DrawContext) -> String {
        switch run.end {
        case .delayed(let until?): "next after " + Format.duration(Format.elapsed(from: ended, to: until))
        case .delayed(nil): "next after a delay"
        case .waiting: "next at once"
        case .completed, .failed, .stalled, .waitingChildren, .gone, nil:
            Format.age(Format.elapsed(from: ended, to: context.now)) + " ago"
        }
    }

    /// Returns the time of day; the whole moment where it is on another day.
    private func moment(_ moment: Milliseconds, _ context: DrawContext) -> DisplayText {
        let days = [moment, context.now].map { context.zone.local($0) / 86_400_000 }
        let isToday = days[0] == days[1]
        let text = isToday ? Format.timeOfDay(moment, in: context.zone) : Format.time(moment, in: context.zone)
        return DisplayText(text)
    }

    /// Returns the reason why the times of an attempt are not known.
    private func absence(_ context: DrawContext) -> DisplayText {
        switch reach {
        case nil: "times not read yet"
        case .reading(let entries): DisplayText("looking for its times: \(Format.count(entries)) events so far")
        case .noEvents: "times unknown: the queue keeps no events"
        case .unreadable(let trouble):
            DisplayText("times ?: cannot read the queue's events: \(trouble.reason)", glyphs: context.glyphs)
        case .whole where isUncertain, .trimmed where isUncertain, .limited where isUncertain:
            "times unknown: workers gave the job back in between, so events and attempts do not match"
        case .whole: "times unknown: the queue's events do not have this attempt"
        case .trimmed(let since):
            "times gone: the queue's events begin " + moment(since, context)
        case .limited(let since):
            DisplayText("times unknown: \(Format.count(RunHistory.entryLimit)) events were read, back to ")
                + moment(since, context)
        }
    }

    /// The note on attempts without a trace.
    var note: JobNote? { missing > 0 ? .tracesMissing(missing, limit: limit) : nil }
}

extension JobScreen {
    /// Draws the attempts as tabs, and below them the times of the shown one.
    func drawAttempts(into frame: inout Frame, in rect: Rect, context: DrawContext) {
        guard section == .error, let attempts, !rect.isEmpty else { return }
        let keys = StyledText(DisplayText(Self.attemptKeys(context.keys)), context[.muted])
        let tabs = attempts.entries.enumerated().map { place, entry in
            let number = entry.number.map { String($0) } ?? "?"
            let label = DisplayText(entry.label, glyphs: context.glyphs)
            let text: DisplayText = DisplayText("[\(number): ") + label + "]"
            return StyledText(text, context[place == self.place ? .tab : .text]) + StyledText(" ", context[.text])
        }
        let (strip, times) = rect.split(top: 1)
        let width = tabs.reduce(0) { $0 + $1.width }
        let hasRoom = width + keys.width <= strip.columns
        frame.drawStrip(tabs, chosen: place, in: strip, context: context, firstTab: JobSection.allCases.count)
        if hasRoom { frame.draw(keys, in: strip.split(left: width).rest, glyphs: context.glyphs) }
        guard !times.isEmpty else { return }
        let line = attempts.line(at: place, context, columns: times.columns)
        frame.draw(line, in: times.row(0), glyphs: context.glyphs)
    }

    private static func attemptKeys(_ keys: KeyNames) -> String {
        "  \(keys[.laterAttempt]) \(keys[.earlierAttempt]) attempt  \(keys[.copy(.id)]) copy this one  "
            + "\(keys[.copy(.text)]) copy all"
    }

    /// The number of rows of the attempts: one for the tabs, and one for the times of the shown one.
    var attemptRows: Int { section == .error && attempts != nil ? 2 : 0 }
}
