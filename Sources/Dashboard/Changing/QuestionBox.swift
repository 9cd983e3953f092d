import Canvas
import Queues

extension Question {
    /// Returns the keys that answer it. A yes is offered only when it counts.
    func answers(at now: Milliseconds) -> DisplayText { isRead(at: now) ? " y yes  n no" : "        n no" }
}

/// A question in a box over the screen: what would be done, how much, where, and how a yes is given.
struct QuestionBox {
    private let question: Question
    private let lines: [Line]
    /// Our clock.
    private let now: Milliseconds

    /// A line of the box, which takes more rows where it has no room.
    private struct Line {
        let label: String
        let text: String
        let role: ThemeRole
    }

    /// Columns that labels take.
    private static let labels = 8
    private static let columns = 68

    init(_ question: Question, state: State) {
        self.question = question
        now = state.clock
        guard let change = question.change else {
            lines = [Line(label: "", text: question.words, role: .text)]
            return
        }
        var lines = [
            Line(
                label: "", text: ChangeWords(change, knowing: question.finding, in: state.settings.zone).question,
                role: .title)
        ]
        if question.inquiry != nil { lines.append(Line(label: "", text: "Counting.", role: .muted)) }
        lines.append(
            Line(label: "server", text: state.connectionWords, role: state.settings.isProduction ? .warning : .text))
        lines += Self.subject(change, question.finding).map { Line(label: $0.label, text: $0.text, role: .text) }
        if let warning = Self.warning(change) { lines.append(Line(label: "", text: warning, role: .warning)) }
        self.lines = lines
    }

    /// What it is for: the queues, and the jobs that have their turn first.
    private static func subject(_ change: Change, _ finding: Finding?) -> [(label: String, text: String)] {
        let names = change.operations.map { Words.name($0.queue.name) }
        let queues = names.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let shown = queues.prefix(8).joined(separator: ", ") + (queues.count > 8 ? ", ..." : "")
        var lines = [(label: queues.count == 1 ? "queue" : "queues", text: shown)]
        guard let (count, sample) = finding?.counted else { return lines }
        lines.append(("jobs", Format.count(count)))
        let ids = sample.map { Words.name($0.bytes) }.joined(separator: ", ")
        if !ids.isEmpty { lines.append(("first", ids + (count > sample.count ? ", ..." : ""))) }
        if case .losses(_, _, let lost)? = finding, let losses = Words.losses(lost, of: count) {
            lines.append(("leaves", losses))
        }
        return lines
    }

    /// Returns what cannot be undone or restored.
    private static func warning(_ change: Change) -> String? {
        if change.isDestructive { return "This cannot be undone." }
        guard change.losesJobs else { return nil }
        let (whole, one) = (Format.bytes(Trash.limit), Format.bytes(UndoBudget.ofScreen.perJob))
        return "The trash (U) keeps \(whole), no job above \(one). What it does not keep cannot be restored."
    }

    /// Draws the box, and the cursor where the answer is given.
    func draw(into frame: inout Frame, context: DrawContext) {
        let columns = min(frame.size.columns - 4, Self.columns)
        let rows = lines.flatMap { Self.rows($0, columns: columns - 4, context) }
        let height = min(rows.count + 4, frame.size.rows - 2)
        let box = Rect(frame.size).centered(columns: columns, rows: height)
        let title = StyledText("Confirm", context[.title])
        let inside = frame.box(box, title: title, style: context[.border], glyphs: context.glyphs)
        frame.fill(inside, style: context[.text])
        let (text, foot) = inside.inset(columns: 1).split(bottom: 1)
        for (index, row) in rows.prefix(text.rows).enumerated() {
            frame.draw(row, in: text.row(index), glyphs: context.glyphs)
        }
        if rows.count > text.rows, text.rows > 0 {
            let sign = StyledText(context.glyphs.ellipsis, context[.muted])
            frame.draw(sign, in: text.row(text.rows - 1), alignment: .right)
        }
        drawAnswer(into: &frame, in: foot, context: context)
    }

    private func drawAnswer(into frame: inout Frame, in line: Rect, context: DrawContext) {
        guard case .name(let name) = question.caution else {
            let style = context.theme[.question]
            let words: DisplayText = question.inquiry == nil ? question.answers(at: now) + " " : " n no "
            let used = frame.draw(words, style: style, x: line.x, y: line.y, columns: line.columns)
            frame.cursor = Point(x: min(line.x + used, line.x + line.columns - 1), y: line.y)
            frame.isCursorVisible = true
            return
        }
        // Nothing is asked for before it can be typed.
        guard question.isRead(at: now) else { return }
        let shown = DisplayText(name, glyphs: context.glyphs).truncated(to: line.columns / 2, glyphs: context.glyphs)
        let prompt = "Type \"" + shown + "\" to confirm: "
        frame.drawField(question.field, prompt: prompt, in: line, context: context)
    }

    private static func rows(_ line: Line, columns: Int, _ context: DrawContext) -> [StyledText] {
        let indent = line.label.isEmpty ? 0 : labels
        let pieces = DisplayText(line.text, glyphs: context.glyphs).words(to: max(1, columns - indent))
        return pieces.enumerated().map { index, piece in
            let label = DisplayText(index == 0 ? line.label : "").padded(to: indent)
            return StyledText(label, context[.muted]) + StyledText(piece, context[line.role])
        }
    }
}
