import Canvas

/// A document with its visible part. It is a value that is drawn for any size, and keeps its place.
struct TextView: Equatable, Sendable {
    /// The document.
    private(set) var document: TextDocument
    /// The number of columns that are scrolled out at the left; 0 where lines are wrapped.
    private(set) var left = 0
    /// Whether long lines are wrapped.
    private(set) var wraps: Bool
    /// The search; nil without one.
    private(set) var search: TextSearch?
    private var top: Top

    /// The anchor of the top row.
    private enum Top: Equatable {
        case at(TextPosition)
        /// The end: the last row stays visible, whatever is added.
        case end
    }

    /// Creates a view of the beginning of a document, or of its end.
    init(_ document: TextDocument, wraps: Bool = true, atEnd: Bool = false) {
        self.document = document
        self.wraps = wraps
        top = atEnd ? .end : .at(.start)
    }

    /// Whether the view follows the end.
    var isAtEnd: Bool { top == .end }

    /// The line to which the view was moved. It may be below the first row where everything fits on the screen.
    var line: Int {
        switch top {
        case .at(let position): position.line
        case .end: max(0, document.lines.count - 1)
        }
    }

    /// Returns the first visible place.
    func topPosition(in size: Size, glyphs: Glyphs = .unicode) -> TextPosition {
        guard !document.lines.isEmpty else { return .start }
        let layout = layout(in: size, glyphs: glyphs)
        guard case .at(let position) = top else { return layout.lastPage(rows: size.rows) }
        let row = layout.rowStart(clamped(position))
        return layout.hasRows(size.rows, from: row) ? row : min(row, layout.lastPage(rows: size.rows))
    }

    /// Replaces the document at the same place. `count` lines at its beginning are gone; a negative count means that
    /// lines were added before them.
    mutating func replace(with document: TextDocument, droppingFirst count: Int = 0) {
        self.document = document
        search?.look(in: document)
        guard case .at(let position) = top else { return }
        top = .at(position.line < count ? .start : TextPosition(line: position.line - count, offset: position.offset))
    }

    /// Jumps to the beginning, or to the end.
    mutating func jump(toEnd: Bool) {
        top = toEnd ? .end : .at(.start)
        left = 0
    }

    /// Jumps to the beginning of a line.
    mutating func jump(toLine line: Int) { top = .at(TextPosition(line: max(0, line), offset: 0)) }

    /// Moves to the first match from a line on, with some lines before it in sight.
    mutating func goToMatch(fromLine line: Int) {
        jump(toLine: line - 5)
        let match = search?.firstMatch(from: TextPosition(line: line, offset: 0))
        search?.current = match
        search?.anchor = nil
    }

    /// Stays at its place on a screen of this size, even where it has followed the end.
    mutating func pin(in size: Size) { top = .at(topPosition(in: size)) }

    /// Scrolls on a screen of this size.
    mutating func move(_ movement: TextMovement, in size: Size) {
        switch movement {
        case .start: jump(toEnd: false)
        case .end: top = .end
        case .rows(let count): scroll(count, in: size)
        case .halfPages(let count): scroll(Self.product(count, max(1, size.rows / 2)), in: size)
        case .pages(let count): scroll(Self.product(count, max(1, size.rows - 1)), in: size)
        case .halfWidths(let count): scrollSideways(Self.product(count, max(1, size.columns / 2)), in: size)
        }
    }

    /// Turns the wrapping of long lines on or off.
    mutating func setWraps(_ wraps: Bool) {
        self.wraps = wraps
        left = 0
    }

    /// Searches from the top row on, and while the query is typed from where the search began; ends the search where
    /// `query` is nil or empty.
    mutating func search(_ query: String?, in size: Size) {
        guard let query, !query.isEmpty else {
            search = nil
            return
        }
        let anchor = search?.anchor ?? topPosition(in: size)
        var search = TextSearch(query, in: document)
        search.anchor = anchor
        let first = search.firstMatch(from: anchor)
        search.current = first ?? (search.matches.isEmpty ? nil : 0)
        search.hasWrapped = first == nil && search.current != nil
        self.search = search
        reveal(in: size)
    }

    /// Highlights the matches of `query` without moving; ends the search where it is nil or empty.
    mutating func highlight(_ query: String?) {
        guard let query, !query.isEmpty else {
            search = nil
            return
        }
        if search?.query != query { search = TextSearch(query, in: document) }
    }

    /// Moves `steps` matches forward, or back, around the ends.
    mutating func moveToMatch(_ steps: Int, in size: Size) {
        guard let search, !search.matches.isEmpty else { return }
        let count = search.matches.count
        let first = search.firstMatch(from: topPosition(in: size)) ?? count
        let sum = (search.current ?? (steps > 0 ? first - 1 : first)) + steps % count
        self.search?.current = (sum + count) % count
        self.search?.anchor = nil
        self.search?.hasWrapped = !(0..<count ~= sum)
        reveal(in: size)
    }

    func layout(in size: Size, glyphs: Glyphs = .unicode) -> TextLayout {
        TextLayout(document, columns: size.columns, wraps: wraps, glyphs: glyphs)
    }

    private mutating func scroll(_ count: Int, in size: Size) {
        guard !document.lines.isEmpty, count != 0 else { return }
        let layout = layout(in: size)
        let position = layout.row(count, from: topPosition(in: size))
        top = count > 0 && position >= layout.lastPage(rows: size.rows) ? .end : .at(position)
    }

    private mutating func scrollSideways(_ count: Int, in size: Size) {
        guard !wraps else { return }
        let longest = document.lines.map(\.range.count).max() ?? 0
        left = min(max(0, left + min(max(count, -longest), longest)), max(0, longest - 1))
    }

    /// Scrolls to the current match, unless it is visible.
    private mutating func reveal(in size: Size) {
        guard let search, let current = search.current else { return }
        let match = search.matches[current]
        let layout = layout(in: size)
        let row = layout.rowStart(match.position)
        let first = topPosition(in: size)
        if row < first || row > layout.row(max(1, size.rows) - 1, from: first) {
            top = .at(layout.row(-(size.rows / 3), from: row))
        }
        guard !wraps else { return }
        let column = layout.column(of: match.position)
        let width = match.range.count
        if column < left + (left > 0 ? 1 : 0) || column + width >= left + size.columns {
            left = column + width < size.columns ? 0 : max(0, column - size.columns / 3)
        }
    }

    private func clamped(_ position: TextPosition) -> TextPosition {
        let line = min(max(0, position.line), document.lines.count - 1)
        let length = document.lines[line].range.count
        return TextPosition(line: line, offset: line < position.line ? 0 : min(position.offset, max(0, length - 1)))
    }

    /// Returns `count` times `step`, limited to the range of the type.
    private static func product(_ count: Int, _ step: Int) -> Int {
        let (product, overflow) = count.multipliedReportingOverflow(by: step)
        return overflow ? (count < 0 ? -.max : .max) : product
    }
}

/// A movement of a text. Rows down and columns to the right are positive.
enum TextMovement: Hashable, Sendable {
    case rows(Int)
    case halfPages(Int)
    case pages(Int)
    case start, end
    /// Sideways, in half widths; only where lines are not wrapped.
    case halfWidths(Int)
}
