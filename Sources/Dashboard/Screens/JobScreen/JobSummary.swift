import Canvas
import Queues

/// The summary that is always in sight: the job with its facts, and its timeline.
struct JobSummary: Equatable {
    let row: JobRow
    let facts: [JobFact]
    let timeline: JobTimeline
    var isGone = false

    /// The width below which each event has its own row.
    private static let lineColumns = 72

    /// The width below which it is the id and the state: that of a screen which has only the most important parts, without its
    /// margins.
    static let leastWhole = ScreenLayout.leastWhole.columns - 2

    /// Creates the summary of a whole job.
    init(_ detail: JobDetail) { self.init(detail.row, facts: detail.facts) }

    /// Creates the summary of a job of which the row is known.
    init(_ row: JobRow, facts: [JobFact]? = nil) {
        self.row = row
        self.facts = facts ?? row.facts
        timeline = JobTimeline(row)
    }

    /// Returns the number of rows that it needs on a screen of this size. It does not depend on the time.
    func rows(in size: Size) -> Int {
        let context = DrawContext(theme: Theme(name: "", styles: [:]), glyphs: .unicode, now: 0)
        return head(context, columns: size.columns).count + timelineRows(in: size)
    }

    /// Returns the lines that fit into `size`, the title first; the last facts are left out where there is no room.
    func lines(in size: Size, _ context: DrawContext) -> [StyledText] {
        let columns = size.columns
        guard columns >= Self.leastWhole else { return [smallTitle(columns, context)] }
        let all = head(context, columns: columns)
        let timeRoom = min(timelineRows(in: size), max(0, size.rows - min(2, all.count)))
        let times =
            timeRoom == 1 ? [timeline.line(context, columns: columns)] : timeline.lines(context, columns: columns)
        var shown = Array(all.prefix(max(1, size.rows - timeRoom)))
        if shown.count < all.count, let last = shown.popLast() {
            let sign = StyledText(" " + context.glyphs.ellipsis, context[.muted])
            shown.append(last.truncated(to: columns - sign.width, glyphs: context.glyphs) + sign)
        }
        // Where few rows are left for the timeline, the latest events matter most.
        return shown + times.suffix(timeRoom)
    }

    private func timelineRows(in size: Size) -> Int {
        guard !timeline.events.isEmpty else { return 0 }
        return size.columns >= Self.lineColumns ? 1 : timeline.events.count
    }

    /// Returns the title with the facts after it, in as many lines as they take.
    private func head(_ context: DrawContext, columns: Int) -> [StyledText] {
        facts.flow(after: title(columns, context), context, columns: columns)
    }

    /// Returns the title: id and name on the left, the state to the right of them.
    private func title(_ columns: Int, _ context: DrawContext) -> StyledText {
        let state = stateText(context)
        var title = StyledText("job ", context[.muted])
        title.append(DisplayText(row.id.bytes, glyphs: context.glyphs), context[.title])
        if !row.name.isEmpty {
            title.append("  ", context[.text])
            title.append(DisplayText(row.name, glyphs: context.glyphs), context[.text])
        }
        let room = max(0, columns - state.width - 2)
        let gap = StyledText(.spaces(2), context[.text])
        return (title.truncated(to: room, glyphs: context.glyphs) + gap + state).truncated(to: columns)
    }

    /// Returns the title of a narrow screen: the id, and its state or the sign of that.
    private func smallTitle(_ columns: Int, _ context: DrawContext) -> StyledText {
        let state = stateText(context)
        let id = StyledText(DisplayText(row.id.bytes, glyphs: context.glyphs), context[.title])
        let isBrief = id.width + 1 + state.width > columns
        let shown = isBrief ? state.sliced(from: 0, columns: 1) : state
        let room = max(0, columns - shown.width - 1)
        return id.truncated(to: room, glyphs: context.glyphs) + StyledText(" ", context[.text]) + shown
    }

    private func stateText(_ context: DrawContext) -> StyledText {
        if isGone { return StyledText(context.glyphs.failure + " gone", context[.error]) }
        guard let state = row.state else { return StyledText("? in no state", context[.warning]) }
        let style = context[state.role]
        return StyledText(state.sign(context.glyphs) + DisplayText(" " + state.rawValue), style)
    }
}
