import Canvas
import Queues

extension DoctorScreen {
    func draw(into frame: inout Frame, in body: Rect, state: State) {
        let layout = layout(in: body)
        // Where the server does not answer, that is the finding.
        var context = state.context
        context.isStale = false
        drawTotals(into: &frame, in: layout.tabs, state, context)
        let table = Table(columns: Self.columns(context), gap: body.columns < 60 ? 1 : 2)
        let rows = frame.drawTable(table, of: self.rows, at: cursor, isScrolled: false, in: layout.table, context)
        frame.drawSelection(of: cursor, in: layout.table, rows: rows, hasRow: !self.rows.isEmpty, context)
        frame.drawRule(layout, context)
        drawPane(into: &frame, in: layout.pane.inset(columns: 1), context)
    }

    /// Draws the number of checks, and what they come to.
    private func drawTotals(into frame: inout Frame, in rect: Rect, _ state: State, _ context: DrawContext) {
        let glyphs = context.glyphs
        var line = FittedLine()
        line.append(StyledText(DisplayText(Format.count(rows.count, "check")), context[.title]), priority: 9)
        let errors = rows.count { $0.verdict == .error }
        let warnings = rows.count { $0.verdict == .warning }
        if errors > 0 {
            let words = DisplayText(" " + Format.count(errors, "error"), glyphs: glyphs)
            line.append(StyledText(glyphs.failure + words, context[.error]), priority: 8)
        }
        if warnings > 0 {
            let words = DisplayText(" " + Format.count(warnings, "warning"), glyphs: glyphs)
            line.append(StyledText(glyphs.warning + words, context[.warning]), priority: 7)
        }
        var isDown = false
        if case .down = state.connection { isDown = true }
        if report == nil, !isDown {
            line.append(StyledText("the server was not asked yet", context[.muted]), priority: 6)
        } else if errors + warnings == 0, !isDown {
            line.append(StyledText("nothing is wrong", context[.muted]), priority: 6)
        }
        frame.draw(line, in: rect, context)
    }

    private static func columns(_ context: DrawContext) -> [TableColumn<Diagnosis.Check>] {
        [
            TableColumn("", width: .fixed(1), priority: 9) { $0.verdict.sign(context) },
            TableColumn("Check", width: .flexible(min: 11, ideal: 14, max: 24), priority: 10) { check in
                StyledText(DisplayText(check.name, glyphs: context.glyphs), context[.text])
            },
            TableColumn("Finding", width: .flexible(min: 12, ideal: 200, max: 400), priority: 8) { check in
                let role: ThemeRole = check.verdict == .ok ? .muted : .text
                return StyledText(DisplayText(check.words, glyphs: context.glyphs), context[role])
            },
        ]
    }

    /// Draws all that is said of the check under the cursor.
    private func drawPane(into frame: inout Frame, in rect: Rect, _ context: DrawContext) {
        guard let current, !rect.isEmpty else { return }
        let glyphs = context.glyphs
        let name = StyledText(DisplayText(" " + current.name, glyphs: glyphs), context[.title])
        var lines = [current.verdict.sign(context) + name]
        for (text, role) in [(current.finding, ThemeRole.text), (current.advice, .key)] where !text.isEmpty {
            lines += DisplayText(text, glyphs: glyphs).words(to: max(1, rect.columns)).map {
                StyledText($0, context[role])
            }
        }
        for (index, line) in lines.prefix(rect.rows).enumerated() {
            frame.draw(line.truncated(to: rect.columns, glyphs: glyphs), in: rect.row(index))
        }
    }
}

extension Diagnosis.Verdict {
    /// Returns the sign of a finding, in its colour.
    fileprivate func sign(_ context: DrawContext) -> StyledText {
        switch self {
        case .ok: StyledText(context.glyphs.check, context[.completed])
        case .warning: StyledText(context.glyphs.warning, context[.warning])
        case .error: StyledText(context.glyphs.failure, context[.error])
        }
    }
}
