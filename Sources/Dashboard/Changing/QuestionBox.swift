import Canvas
import Queues

extension Question {
    /// Returns the keys that answer it. A yes is offered only once it counts.
    func answers(at now: Milliseconds) -> DisplayText { isRead(at: now) ? " y yes  n no" : "        n no" }
}

/// A question in a box over the screen: the change, its extent, its place, and how it is confirmed.
struct QuestionBox {
    private let question: Question
    /// The question, and what must be read before all else.
    private let asked: Line
    private let warning: Line?
    private let lines: [Line]
    /// Our clock, in ms since 1970.
    private let now: Milliseconds

    /// A line of the box, which wraps where it has no room.
    private struct Line {
        let label: String
        let text: String
        let role: ThemeRole
    }

    /// The number of columns of the labels.
    private static let labels = 8
    private static let columns = 68

    init(_ question: Question, state: State) {
        self.question = question
        now = state.clock
        guard let change = question.change else {
            (asked, warning, lines) = (Line(label: "", text: question.words, role: .text), nil, [])
            return
        }
        asked = Line(label: "", text: question.text(of: change, in: state.settings.zone), role: .title)
        warning = Self.warning(change, state.keys).map { Line(label: "", text: $0, role: .warning) }
        var lines: [Line] = []
        if question.inquiry != nil { lines.append(Line(label: "", text: "Counting.", role: .muted)) }
        lines.append(
            Line(label: "server", text: state.connectionWords, role: state.settings.isProduction ? .warning : .text))
        lines += Self.subject(change, question.finding).map { Line(label: $0.label, text: $0.text, role: .text) }
        self.lines = lines
    }

    /// Returns the object of the change: the queues, and the jobs that come first.
    private static func subject(_ change: Change, _ finding: Finding?) -> [(label: String, text: String)] {
        let names = change.operations.map { Words.whole($0.queue.name) }
        let queues = names.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let shown = queues.prefix(8).joined(separator: ", ") + (queues.count > 8 ? ", " + Words.ellipsis : "")
        var lines = [(label: queues.count == 1 ? "queue" : "queues", text: shown)]
        guard let (count, sample) = finding?.counted else { return lines }
        lines.append(("jobs", Format.count(count)))
        let ids = sample.map { Words.name($0.bytes) }.joined(separator: ", ")
        if !ids.isEmpty { lines.append(("first", ids + (count > sample.count ? ", " + Words.ellipsis : ""))) }
        if case .losses(_, _, let lost)? = finding, let losses = Words.losses(lost, of: count) {
            lines.append(("leaves", losses))
        }
        return lines
    }

    /// Returns the warning about what cannot be undone or restored; nil without one.
    private static func warning(_ change: Change, _ keys: KeyNames) -> String? {
        if change.isDestructive { return "This cannot be undone." }
        guard change.losesJobs else { return nil }
        let (whole, one) = (Format.bytes(Trash.limit), Format.bytes(UndoBudget.ofScreen.perJob))
        return
            "The trash (\(keys[.visit(.trash)])) keeps \(whole), no job above \(one). What it does not keep cannot be restored."
    }

    /// Draws the box, with the cursor at the place of the answer.
    func draw(into frame: inout Frame, context: DrawContext) {
        let columns = min(frame.size.columns - 4, Self.columns)
        let inner = columns - 4
        let instruction = instruction(columns: inner, context)
        let (asked, warning) = (rows([asked], inner, context), rows([warning].compactMap(\.self), inner, context))
        let rest = rows(lines, inner, context)
        let wanted = asked.count + warning.count + rest.count + 1
        let box = Rect(frame.size).centered(
            columns: columns,
            rows: min(wanted + instruction.count + 3, frame.size.rows - (frame.size.rows < 14 ? 0 : 2)))
        let inside = frame.box(
            box, title: StyledText("Confirm", context[.title]), style: context[.border], glyphs: context.glyphs)
        frame.fill(inside, style: context[.text])
        let foot = min(instruction.count, max(0, inside.rows / 2)) + 1
        let (text, answer) = inside.inset(columns: 1).split(bottom: foot)
        // The warning takes precedence over the question, and both over everything else.
        let head = Self.cut(asked, to: max(1, text.rows - warning.count), context) + warning
        for (index, row) in Self.cut(head + rest, to: text.rows, context).enumerated() {
            frame.draw(row, in: text.row(index), glyphs: context.glyphs)
        }
        for (index, line) in instruction.prefix(foot - 1).enumerated() {
            frame.draw(line, style: context.theme[.prompt], x: answer.x, y: answer.y + index)
        }
        drawAnswer(into: &frame, in: answer.row(foot - 1), isNamed: instruction.isEmpty, context: context)
        guard case .name = question.caution else { return }
        let escape = StyledText(" Esc changes nothing ", context[.muted])
        frame.draw(escape, in: box.row(box.rows - 1).inset(columns: 2), alignment: .right, glyphs: context.glyphs)
    }

    /// Returns as many rows as there is room for, with a sign where some are left out.
    private static func cut(_ rows: [StyledText], to count: Int, _ context: DrawContext) -> [StyledText] {
        guard rows.count > count, count > 0 else { return Array(rows.prefix(max(0, count))) }
        let last = rows[count - 1] + StyledText(" " + context.glyphs.ellipsis, context[.muted])
        return rows.prefix(count - 1) + [last]
    }

    /// Returns the request to type a name.
    private func prompt(_ name: [UInt8], _ context: DrawContext) -> DisplayText {
        "Type \"" + DisplayText(Words.whole(name), glyphs: context.glyphs) + "\" to confirm: "
    }

    /// Returns that request in lines of its own, where it leaves no room for a name beside it.
    private func instruction(columns: Int, _ context: DrawContext) -> [DisplayText] {
        guard case .name(let name) = question.caution, question.isRead(at: now) else { return [] }
        let prompt = prompt(name, context)
        let room = DisplayText(Words.whole(name), glyphs: context.glyphs).width + 1
        return prompt.width + room <= columns ? [] : prompt.words(to: max(1, columns))
    }

    private func drawAnswer(into frame: inout Frame, in line: Rect, isNamed: Bool, context: DrawContext) {
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
        frame.drawField(question.field, prompt: isNamed ? prompt(name, context) : "> ", in: line, context: context)
    }

    private func rows(_ lines: [Line], _ columns: Int, _ context: DrawContext) -> [StyledText] {
        lines.flatMap { Self.rows($0, columns: columns, context) }
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
