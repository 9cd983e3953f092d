import Canvas
import Queues

/// The places of the parts of the screen.
struct OutputLayout: Equatable, Sendable {
    /// The line about the run.
    let title: Rect
    /// The output.
    let lines: Rect

    init(_ body: Rect) { (title, lines) = body.split(top: 1) }
}

extension OutputScreen {
    func draw(into frame: inout Frame, in body: Rect, state: State) {
        let (layout, context) = (OutputLayout(body), state.menuContext)
        guard let (output, index) = shown(in: state) else {
            let words =
                "No command has run in the background. [command NAME] in the configuration gives a program a key; where it says "
                + "background, what it prints is shown here."
            return frame.drawEmptiness(words, in: layout.lines.inset(columns: 2), context)
        }
        drawTitle(of: output, index, into: &frame, in: layout.title, state, context)
        if output.lines.isEmpty {
            let words = output.end == nil ? "It has printed nothing yet." : "It has printed nothing."
            return frame.drawEmptiness(words, in: layout.lines.inset(columns: 2), context)
        }
        let shown = output.lines.dropFirst(cursor.top).prefix(layout.lines.rows)
        for (row, line) in shown.enumerated() {
            let text = DisplayText(Self.visible(line), glyphs: context.glyphs)
            frame.draw(
                StyledText(text, context[.text]), in: layout.lines.row(row).inset(columns: 2), glyphs: context.glyphs)
        }
        let line = layout.lines.row(cursor.index - cursor.top)
        frame.drawSelection(in: line, within: layout.lines, hasRow: true, context: context)
    }

    /// Returns what a terminal would show of a line: without colours, and after the last return of the carriage.
    private static func visible(_ line: [UInt8]) -> [UInt8] {
        let plain = line.last == 0x0D ? line.dropLast() : line[...]
        return plain[(plain.lastIndex(of: 0x0D).map { $0 + 1 } ?? plain.startIndex)...].withoutColors
    }

    private func drawTitle(
        of output: Outputs.Output, _ index: Int, into frame: inout Frame, in rect: Rect, _ state: State,
        _ context: DrawContext
    ) {
        var line = FittedLine()
        func append(_ words: String, _ role: ThemeRole, priority: Int) {
            line.append(StyledText(DisplayText(words, glyphs: context.glyphs), context[role]), priority: priority)
        }
        append("\(output.run.command.title): \(Words.subject(of: output.run))", .title, priority: 10)
        if let end = output.end {
            let took = output.ended.map { Format.duration(Format.elapsed(from: output.begun, to: $0)) } ?? ""
            append(Words.briefly(end), end.isGood ? .success : .warning, priority: 9)
            append("took \(took)", .muted, priority: 4)
        } else {
            append("running", .warning, priority: 9)
            line.append(context.following(isFollowing), priority: 6)
        }
        if output.dropped > 0 { append("\(Format.count(output.dropped, "line")) before", .muted, priority: 5) }
        if state.outputs.all.count > 1 { append("\(index + 1) of \(state.outputs.all.count)", .muted, priority: 7) }
        frame.draw(line, in: rect, context)
    }
}
