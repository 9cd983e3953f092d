import Canvas
import Queues

/// The job scheduler under the cursor, beside or below the table.
struct SchedulerPane {
    private let scheduler: JobScheduler
    private let health: SchedulerHealth
    private let context: DrawContext

    init(_ scheduler: JobScheduler, _ context: DrawContext) {
        self.scheduler = scheduler
        self.context = context
        health = SchedulerHealth(scheduler, now: context.now)
    }

    /// The minimum width and maximum height, in cells, with which the runs are to the right of the facts, and their
    /// width.
    private static let (leastColumns, mostRows, runColumns) = (70, 12, 34)

    /// Draws as much as there is room for: the scheduler with its rhythm and facts, and its runs.
    func draw(into frame: inout Frame, in rect: Rect) {
        frame.fill(rect, style: context[.text])
        guard !rect.isEmpty else { return }
        let times = runs
        if rect.columns >= Self.leastColumns, rect.rows <= Self.mostRows {
            let (left, right) = rect.split(left: rect.columns - Self.runColumns)
            let place = left.split(left: left.columns - 2).left
            draw(head(columns: place.columns) + flow(columns: place.columns), into: &frame, in: place)
            draw(times, into: &frame, in: right)
        } else {
            let head = head(columns: rect.columns)
            let full = head + [StyledText()] + facts(columns: rect.columns)
            let room = rect.rows - times.count - 1
            // The last facts are left out where there is no room.
            let about = full.count <= room ? full : head + flow(columns: rect.columns)
            let shown = about.prefix(max(room, rect.rows / 2))
            draw(shown + [StyledText()] + times, into: &frame, in: rect)
        }
    }

    private func draw(_ lines: some Collection<StyledText>, into frame: inout Frame, in rect: Rect) {
        for (index, line) in lines.prefix(rect.rows).enumerated() {
            frame.draw(line, in: rect.row(index), glyphs: context.glyphs)
        }
    }
}

extension SchedulerPane {
    /// Returns the scheduler's title, rhythm and remarks.
    private func head(columns: Int) -> [StyledText] {
        let words = DisplayText(scheduler.words, glyphs: context.glyphs)
        let rhythm = words.isEmpty ? "The time of its runs is not known." : words
        let legacy =
            scheduler.isLegacy ? "A repeatable of an older library: it can be run and removed, not edited." : nil
        return [title(columns: columns)] + lines(rhythm, .title, columns)
            + [(health.remark, health.role), (legacy, ThemeRole.muted)].flatMap { remark, role in
                remark.map { lines(DisplayText($0), role, columns) } ?? []
            }
    }

    /// Returns the words in three lines at most.
    private func lines(_ words: DisplayText, _ role: ThemeRole, _ columns: Int) -> [StyledText] {
        let rows = words.words(to: max(1, columns))
        let shown =
            rows.count > 3 ? rows.prefix(2) + [rows[2].sliced(from: 0, columns: columns - 1) + ellipsis] : rows[...]
        return shown.map { StyledText($0, context[role]) }
    }

    private var ellipsis: DisplayText { context.glyphs.ellipsis }

    /// Returns the title: the id on the left, the health to the right of it.
    private func title(columns: Int) -> StyledText {
        let state = health.text(context)
        let id = StyledText("scheduler ", context[.muted]) + context.name(scheduler.id)
        let room = max(0, columns - state.width - 2)
        let gap = StyledText(.spaces(2), context[.text])
        return (id.truncated(to: room, glyphs: context.glyphs) + gap + state).truncated(to: columns)
    }

    /// Returns the facts, one below the other.
    private func facts(columns: Int) -> [StyledText] {
        let facts = scheduler.facts(context)
        let indent = 2 + (facts.map(\.label.utf8.count).max() ?? 0)
        return facts.flatMap { fact in
            let value = DisplayText(Array(fact.value.prefix(JobRow.textLimit)), glyphs: context.glyphs)
            return lines(value, fact.role, columns - indent).enumerated().map { index, line in
                StyledText(DisplayText(index == 0 ? fact.label : "").padded(to: indent), context[.muted]) + line
            }
        }
    }

    /// Returns the facts, as many on each line as fit.
    private func flow(columns: Int) -> [StyledText] { scheduler.facts(context).flow(context, columns: columns) }

    /// The next runs and the last one, each with a title.
    private var runs: [StyledText] {
        var lines: [StyledText] = []
        switch health {
        case .due, .late:
            let runs: DisplayText = scheduler.runs.count == 1 ? "Next run" : "Next runs"
            let title = runs + " (" + DisplayText(context.zoneName) + ")"
            lines = [StyledText(title, context[.title])] + scheduler.runs.map { run(due($0), $0) }
        case .stopped, .ended:
            lines = [StyledText("No next run", context[.title])]
        }
        guard let last = scheduler.lastRun, let age = scheduler.lastRunAge(now: context.now) else { return lines }
        return lines + [StyledText("Last run", context[.title]), run(age, last)]
    }

    private func due(_ moment: Milliseconds) -> String {
        let rest = Format.elapsed(from: context.now, to: moment)
        return rest < 0 ? Format.age(Format.elapsed(from: moment, to: context.now)) + " ago" : "in " + Format.age(rest)
    }

    private func run(_ age: String, _ moment: Milliseconds) -> StyledText {
        StyledText(DisplayText(age).padded(to: 8) + "  ", context[.muted])
            + StyledText(DisplayText(Format.time(moment, in: context.zone)), context[.text])
    }
}

extension JobScheduler {
    /// Returns the time since its last run; `early` where that run was planned for later and let run before its time;
    /// nil where it is unknown.
    func lastRunAge(now: Milliseconds) -> String? {
        lastRun.map { run in
            let age = Format.elapsed(from: run, to: now)
            return age < 0 ? "early" : Format.age(age) + " ago"
        }
    }
}
