import Canvas
import Queues

extension MetricsScreen {
    func draw(into frame: inout Frame, in body: Rect, state: State) {
        let (layout, context) = (MetricsLayout(body), state.context)
        let page = layout.pages[min(page, layout.pages.count - 1)]
        drawRanges(into: &frame, in: layout.ranges, pages: layout.pages.count, context)
        let charts = charts(in: state)
        for (part, place) in page {
            switch part {
            case .chart(let number): charts[number].draw(into: &frame, in: place, at: step, context)
            case .times: drawTimes(into: &frame, in: place, context)
            case .classes: drawClasses(into: &frame, in: place, context)
            }
        }
    }

    /// Draws the ranges with their keys, the page where there are several, and the time under the cursor.
    private func drawRanges(into frame: inout Frame, in rect: Rect, pages: Int, _ context: DrawContext) {
        var line = StyledText()
        let place = rect.inset(columns: 1)
        let isNarrow = place.columns < 60
        // On the narrowest screens the other ranges are only their keys.
        let isBrief = place.columns < 34
        let gap = isBrief ? " " : isNarrow ? "  " : "   "
        for (number, range) in MetricsRange.allCases.enumerated() {
            let start = line.width
            line.append(DisplayText(context.keys[.screen(.range(range))]), context[.key])
            if !isBrief || range == self.range {
                line.append(" ")
                line.append(DisplayText(range.words), context[range == self.range ? .tab : .text])
            }
            line.append(DisplayText(gap))
            let tab = Rect(x: place.x + start, y: place.y, columns: line.width - start - gap.count, rows: 1)
            frame.note(.tab(number), in: tab.intersection(place))
        }
        if pages > 1, !isNarrow || step == nil {
            let words = "\(min(page, pages - 1) + 1) of \(pages)"
            if !isNarrow { line += StyledText(DisplayText(context.keys[.screen(.nextPane)] + " "), context[.key]) }
            let isRoomy = line.width + words.count + gap.count <= place.columns
            if line.width + words.count <= place.columns {
                line += StyledText(DisplayText(words + (isRoomy ? gap : "")), context[.text])
            }
        }
        line += timeUnderCursor(columns: place.columns - line.width, context)
        frame.draw(line, in: place, glyphs: context.glyphs)
    }

    /// Returns the step under the cursor, in `columns` cells only its beginning where need be, or the keys that move it.
    private func timeUnderCursor(columns: Int, _ context: DrawContext) -> StyledText {
        guard let step, let metrics = metrics?.content else {
            let words = "\(context.keys[.screen(.earlier)]) \(context.keys[.screen(.later)]) read values off"
            return words.count > columns ? StyledText() : StyledText(DisplayText(words), context[.muted])
        }
        let (from, to) = (metrics.time(of: step), metrics.time(of: step + 1))
        let (start, end) = (
            Format.timeOfDay(from, in: context.zone).prefix(5), Format.timeOfDay(to, in: context.zone).prefix(5)
        )
        let words = ["\(start) to \(end)", String(start)].first { $0.count <= columns } ?? ""
        return StyledText(DisplayText(words), context[.match])
    }

    func action(ofTab number: Int, in state: State) -> Action? {
        let ranges = MetricsRange.allCases
        return ranges.indices.contains(number) ? .screen(.range(ranges[number])) : nil
    }

    /// Returns the charts, the most important first.
    private func charts(in state: State) -> [MetricsChart] {
        let metrics = metrics?.content
        let axis = MetricsChart.Axis(range: range, start: metrics?.start)
        func finished(_ name: String, _ counts: StepCounts?, _ role: ThemeRole) -> MetricsChart {
            let rates = counts?.counts.map { $0.map { Double($0) / Double(range.stepMinutes) } } ?? []
            return MetricsChart(
                name: name, values: rates, source: counts.map { Words.source($0.source) } ?? "", role: role,
                kind: .blocks, axis: axis, latest: Words.lastStep(of: range))
        }
        func seen(_ name: String, _ measure: HistoryMeasure, _ role: ThemeRole) -> MetricsChart {
            let values = metrics.map { seenValues(measure, since: $0.start, in: state.history) } ?? []
            return MetricsChart(
                name: name, values: values, source: Words.source(.seen), role: role, kind: .dots, axis: axis)
        }
        return [
            finished("failed/min", metrics?.failed, .failed), finished("completed/min", metrics?.completed, .completed),
            seen("waiting", .waiting, .waiting), seen("active", .active, .active),
        ]
    }

    /// Returns what was seen of a queue in each step: the mean of its minutes.
    private func seenValues(_ measure: HistoryMeasure, since start: Milliseconds, in history: History) -> [Double?] {
        let first = start / 60_000
        let minutes = history[queue]?.minutes.points(first..<first + Int64(range.minutes)) ?? []
        return stride(from: 0, to: range.minutes, by: range.stepMinutes).map { index in
            let known = minutes.dropFirst(index).prefix(range.stepMinutes).compactMap { $0[measure] }
            return known.isEmpty ? nil : Double(CountSum(known).atLeast) / Double(known.count)
        }
    }

    /// Draws the table of times below a rule that says of what they are.
    private func drawTimes(into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        guard rect.rows > 1 else { return }
        let (rule, rest) = rect.split(top: 1)
        frame.rule(rule, title: StyledText(DisplayText(sampleWords(context)), context[.title]), context)
        let (problem, place) = rest.split(top: metrics?.content.unreadable.isEmpty == false ? 1 : 0)
        if let words = metrics.flatMap({ Words.unreadable($0.content.unreadable, on: queue) }) {
            frame.draw(
                StyledText(DisplayText(words, glyphs: context.glyphs), context[.warning]), in: problem,
                glyphs: context.glyphs)
        }
        guard metrics != nil else { return }
        let columns = TimingRow.columns(context).scrolled(by: sideways)
        let table = Table(columns: columns, gap: place.columns < 112 ? 1 : 2)
            .fitted(to: rows, width: place.columns)
        let shown = frame.drawTable(table, of: rows, at: cursor, isScrolled: sideways > 0, in: place, context)
        frame.drawSelection(of: cursor, in: place, rows: shown, hasRow: true, context)
    }

    private func sampleWords(_ context: DrawContext) -> String {
        guard let sample = metrics?.content.sample else { return context.reading("the metrics") }
        if sample.sampled == 0 { return sample.total == nil ? "Times" : "No kept job finished in this time" }
        let total =
            sample.total.map { $0 > sample.sampled ? ", of \(Format.count($0))" : "" } ?? ", of an unknown number"
        return "Times of the \(Format.count(sample.sampled, "job")) that finished last\(total)"
    }

    /// Draws the classes of the times of the row under the cursor: how many waited and ran for how long.
    private func drawClasses(into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        guard rect.rows > 3, rows.indices.contains(cursor.index) else { return }
        let (rule, place) = rect.split(top: 1)
        let row = rows[cursor.index]
        let name = row.name.map { Words.name($0) } ?? "all jobs"
        frame.rule(
            rule, title: StyledText(DisplayText("\(name): how long", glyphs: context.glyphs), context[.title]), context)
        let (left, right) = place.split(left: 1).rest.split(left: (place.columns - 1) / 2)
        drawClasses("Waited", row.wait, .waiting, into: &frame, in: left, context)
        drawClasses("Ran", row.run, .active, into: &frame, in: right, context)
    }

    private func drawClasses(
        _ title: String, _ timing: Timing?, _ role: ThemeRole, into frame: inout Frame, in rect: Rect,
        _ context: DrawContext
    ) {
        frame.draw(StyledText(DisplayText(title), context[.column]), in: rect)
        guard let timing else { return }
        let classes = timing.classes(atMost: max(0, rect.rows - 1))
        let labels = classes.map { DisplayText($0.words).width }.max() ?? 0
        for (index, part) in classes.enumerated() {
            let label = StyledText(
                DisplayText(part.words).padded(to: labels, alignment: .right) + " ", context[.muted])
            // A blank, and a share of five cells, `>99 %`.
            let bar = DisplayText.bar(part.share, columns: max(0, rect.columns - labels - 8), glyphs: context.glyphs)
            let share = StyledText(DisplayText(" " + Format.share(part.share)), context[.text])
            frame.draw(label + StyledText(bar, context[role]) + share, in: rect.row(index + 1), glyphs: context.glyphs)
        }
    }
}

extension Timing {
    /// Returns the classes from the first to the last that has any, each with its words and its share. Where there are more than
    /// `limit`, the first ones are one class, since long times matter more.
    fileprivate func classes(atMost limit: Int) -> [(words: String, share: Double)] {
        guard let first = histogram.firstIndex(where: { $0 > 0 }), let last = histogram.lastIndex(where: { $0 > 0 }),
            limit > 0
        else { return [] }
        let start = Swift.max(first, last - limit + 1)
        return (start...last).map { index in
            let isLast = index == Self.bounds.count
            let words = isLast ? ">= \(Format.age(Self.bounds[index - 1]))" : "< \(Self.words(Self.bounds[index]))"
            let number = index == start ? histogram[...index].reduce(0, +) : histogram[index]
            return (words, Double(number) / Double(count))
        }
    }

    private static func words(_ bound: Milliseconds) -> String { bound < 1_000 ? "\(bound) ms" : Format.age(bound) }
}

extension MetricsRange {
    /// Its name on the screen.
    var words: String {
        switch self {
        case .quarter: "15 min"
        case .hour: "1 h"
        case .sixHours: "6 h"
        case .day: "24 h"
        }
    }
}
