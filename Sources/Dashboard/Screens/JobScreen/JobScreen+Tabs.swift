import Canvas
import Queues

extension JobScreen {
    /// Draws the names of the sections, with the chosen one in sight where not all have room.
    func drawTabs(_ detail: JobDetail, into frame: inout Frame, in rect: Rect, context: DrawContext) {
        func tabs(hasAmounts: Bool) -> [StyledText] {
            JobSection.allCases.enumerated().map { index, section in
                let hasAmount = hasAmounts || section == self.section
                return tab(section, number: index + 1, of: detail, hasAmount: hasAmount, context)
            }
        }
        // Where there is no room for all, a number at the edge would be cut.
        let whole = tabs(hasAmounts: true)
        let tabs = whole.reduce(0) { $0 + $1.width } <= rect.columns ? whole : tabs(hasAmounts: false)
        let index = JobSection.allCases.firstIndex(of: section) ?? 0
        frame.drawStrip(tabs, chosen: index, in: rect, context: context, firstTab: 0)
    }

    mutating func chooseTab(_ number: Int, in state: State) -> Bool {
        let place = number - JobSection.allCases.count
        guard place >= 0 else { return false }
        showAttempt(after: place - self.place)
        return true
    }

    func action(ofTab number: Int, in state: State) -> Action? { .screen(.section(number + 1)) }

    private func tab(
        _ section: JobSection, number: Int, of detail: JobDetail, hasAmount: Bool, _ context: DrawContext
    ) -> StyledText {
        let size = sizeText(section, of: detail)
        let key = context.keys.key(of: .screen(.section(number))).map { " " + $0 } ?? ""
        let amount = size.map { $0.isEmpty || !hasAmount ? "" : " " + $0 } ?? ""
        guard section != self.section else {
            return StyledText(DisplayText("\(key) \(section.rawValue)\(amount) "), context[.tab])
        }
        // The key and the amount are told apart from each other, as in the tabs of a queue.
        return StyledText(DisplayText(key), context[.key])
            + StyledText(DisplayText(" " + section.rawValue), context[size == nil ? .muted : .text])
            + StyledText(DisplayText(amount + " "), context[.muted])
    }

    /// Returns the size of a section's content; nil where it has none.
    private func sizeText(_ section: JobSection, of detail: JobDetail) -> String? {
        switch section {
        case .error:
            if let attempts { return Format.count(attempts.entries.count) }
            return JobFailure(detail) == nil ? nil : ""
        case .logs: return detail.logs.total > 0 ? Format.count(detail.logs.total) : nil
        case .data, .options, .result, .progress:
            let total = section.field.flatMap { detail.fields[$0]?.total } ?? 0
            return total > 0 ? Format.bytes(total) : nil
        }
    }
}

extension Frame {
    /// Draws tabs in one row, with the chosen one in sight where not all have room. `firstTab` is the number with which the mouse
    /// finds the first of them.
    mutating func drawStrip(
        _ tabs: [StyledText], chosen index: Int, in rect: Rect, context: DrawContext, firstTab: Int
    ) {
        let whole = tabs.reduce(StyledText(), +)
        let end = tabs.prefix(index + 1).reduce(0) { $0 + $1.width }
        let first = whole.width <= rect.columns ? 0 : max(0, end - rect.columns + 1)
        let shown = whole.sliced(from: first, columns: whole.width)
        fill(rect, style: context[.text])
        draw(shown, in: rect, glyphs: context.glyphs)
        var x = rect.x - first
        for (number, tab) in tabs.enumerated() {
            note(.tab(firstTab + number), in: Rect(x: x, y: rect.y, columns: tab.width, rows: 1).intersection(rect))
            x += tab.width
        }
        guard first > 0 else { return }
        draw(context.glyphs.ellipsis, style: context[.muted], x: rect.x, y: rect.y, columns: rect.columns)
    }
}
