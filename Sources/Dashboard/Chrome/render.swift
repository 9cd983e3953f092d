public import Canvas
import Queues

/// Returns the frame of a state, for any size. The same state and size make the same frame.
public func render(_ state: State, size: Size) -> Frame {
    var frame = Frame(size: size)
    frame.fill(Rect(size), style: state.theme[.text])
    guard ScreenLayout.isLegible(size) else {
        state.drawNeed(into: &frame)
        return frame
    }
    let layout = ScreenLayout(size)
    if size.columns < ScreenLayout.leastWhole.columns {
        state.drawSmallHeader(into: &frame, in: layout.header)
    } else {
        state.drawHeader(into: &frame, in: layout.header)
    }
    state.drawServer(into: &frame, in: layout.server)
    state.drawBody(into: &frame, in: layout.body)
    state.drawFooter(into: &frame, in: layout.footer)
    state.drawOverlay(into: &frame)
    // Cells without a colour, such as the gaps between columns, get that of plain text.
    let text = state.theme[.text]
    if text != Style() { frame.restyle(Rect(size)) { text.overlaid(by: $0) } }
    return frame
}

extension State {
    /// The context that the parts of the screen are drawn in.
    var context: DrawContext {
        var context = DrawContext(
            theme: theme, glyphs: settings.glyphs, now: takenAt, isStale: isStale, zone: settings.zone)
        context.keys = keys
        if isStale { context.age = dataAge }
        context.isFrozen = frozenAt != nil
        context.isOfReplica = server?.isReplica == true
        context.isOfUnfilledReplica = server?.isUnfilled == true
        context.alarms = alarms
        context.isOfScreen = true
        return context
    }

    /// The same for what does not come from the server, with our clock.
    var menuContext: DrawContext {
        DrawContext(theme: theme, glyphs: settings.glyphs, now: clock, zone: settings.zone)
    }

    /// Draws what is over the screen, except what the footer shows.
    fileprivate func drawOverlay(into frame: inout Frame) {
        switch overlay {
        case .menu(let menu): menu.draw(items(of: menu), into: &frame, context: menuContext)
        case .question(let question) where question.isInBox:
            QuestionBox(question, state: self).draw(into: &frame, context: menuContext)
        case .form(let form): form.draw(into: &frame, help: help(on: form), context: menuContext)
        case .question, .prompt, nil: break
        }
    }

    /// Draws which size a screen needs, in as many lines as it takes. A part without room for all of it is left out, since
    /// the beginning of a size would be another size.
    fileprivate func drawNeed(into frame: inout Frame) {
        let (least, size) = (ScreenLayout.least, frame.size)
        let parts = [
            "Need \(least.columns)x\(least.rows)", "have \(size.columns)x\(size.rows)", "\(keys[.back]) quits",
        ]
        var lines: [String] = []
        for part in parts where part.count <= size.columns {
            if let last = lines.last, last.count + 2 + part.count <= size.columns {
                lines[lines.count - 1] = last + ", " + part
            } else {
                lines.append(part)
            }
        }
        for (y, line) in lines.prefix(size.rows).enumerated() {
            frame.draw(DisplayText(line), style: theme[.warning], x: 0, y: y)
        }
    }

    fileprivate func drawBody(into frame: inout Frame, in rect: Rect) {
        let screen = path.top
        guard screen.watch == nil || screen.reading != nil || screen.showsUnread else {
            return drawWaiting(into: &frame, in: rect)
        }
        screen.draw(into: &frame, in: rect, state: self)
        // A screen without rows has the hardware cursor at its beginning, where a screen reader begins to read.
        if frame.cursor == nil { frame.cursor = Point(x: rect.x, y: rect.y) }
    }

    /// Draws the screen before the first data: that the connection is being made, or what is wrong and what to do.
    private func drawWaiting(into frame: inout Frame, in rect: Rect) {
        let context = menuContext
        let width = min(rect.columns - 4, 72)
        var lines: [StyledText] = []
        let address = "\(Words.name(Array(settings.address.utf8)))/\(settings.database)"
        switch connection {
        case .connecting:
            lines.append(StyledText(DisplayText("Connecting to \(address)", glyphs: context.glyphs), context[.title]))
        case .connected: lines.append(StyledText("Reading.", context[.muted]))
        case .down(let trouble, _):
            let advice = Words.advice(trouble)
            let title = DisplayText(trouble.heading(address), glyphs: context.glyphs)
            lines += [StyledText(title, context[.error]), StyledText()]
            for (text, role) in [(advice.text, ThemeRole.text), (advice.attempt, .muted)] {
                let rows = DisplayText(text, glyphs: context.glyphs).words(to: max(1, width))
                lines += rows.map { StyledText($0, context[role]) }
            }
        }
        let top = rect.y + max(0, (rect.rows - lines.count) / 3)
        for (index, line) in lines.prefix(rect.rows).enumerated() {
            let x = rect.x + max(0, (rect.columns - width) / 2)
            frame.draw(line, in: Rect(x: x, y: top + index, columns: width, rows: 1), glyphs: context.glyphs)
        }
    }
}
