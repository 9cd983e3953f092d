import Canvas

/// A document and the part of it that is on the screen. A value: it is drawn for any size, and keeps its place.
struct TextView: Equatable, Sendable {
    /// What it shows.
    private(set) var document: TextDocument
    /// Columns that are scrolled out at the left; 0 where lines are wrapped.
    private(set) var left = 0
    /// Whether a long line goes on in the next row.
    private(set) var wraps: Bool
    /// What is searched for; nil without a search.
    private(set) var search: TextSearch?
    private var top: Top

    /// What the top row follows.
    private enum Top: Equatable {
        case at(TextPosition)
        /// The last row stays the last one, whatever is added.
        case end
    }

    /// Creates a view of the beginning of a document, or of its end.
    init(_ document: TextDocument, wraps: Bool = true, atEnd: Bool = false) {
        self.document = document
        self.wraps = wraps
        top = atEnd ? .end : .at(.start)
    }

    /// Whether it follows the end.
    var isAtEnd: Bool { top == .end }

    /// The line that the view was moved to, which may lie further down than the first row where all fits on the screen.
    var line: Int {
        switch top {
        case .at(let position): position.line
        case .end: max(0, document.lines.count - 1)
        }
    }

    /// Returns the first place on the screen.
    func topPosition(in size: Size, glyphs: Glyphs = .unicode) -> TextPosition {
        guard !document.lines.isEmpty else { return .start }
        let layout = layout(in: size, glyphs: glyphs)
        guard case .at(let position) = top else { return layout.lastPage(rows: size.rows) }
        let row = layout.rowStart(clamped(position))
        return layout.hasRows(size.rows, from: row) ? row : min(row, layout.lastPage(rows: size.rows))
    }

    /// Shows a new document at the same place: `count` lines that were at its beginning are gone; where it is negative, lines have
    /// come before them.
    mutating func replace(with document: TextDocument, droppingFirst count: Int = 0) {
        self.document = document
        search?.look(in: document)
        guard case .at(let position) = top else { return }
        top = .at(position.line < count ? .start : TextPosition(line: position.line - count, offset: position.offset))
    }

    /// Goes to the beginning, or to the end.
    mutating func jump(toEnd: Bool) {
        top = toEnd ? .end : .at(.start)
        left = 0
    }

    /// Goes to the beginning of a line.
    mutating func jump(toLine line: Int) { top = .at(TextPosition(line: max(0, line), offset: 0)) }

    /// Goes to the first match from a line on, with some lines before it in sight.
    mutating func goToMatch(fromLine line: Int) {
        jump(toLine: line - 5)
        let match = search?.firstMatch(from: TextPosition(line: line, offset: 0))
        search?.current = match
        search?.anchor = nil
    }

    /// Stays where it is on a screen of this size, also where it has followed the end.
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

    /// Wraps long lines, or not.
    mutating func setWraps(_ wraps: Bool) {
        self.wraps = wraps
        left = 0
    }

    /// Searches from the top row on, and while the query is being typed from where that began; ends the search where `query` is nil or empty.
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

    /// Marks what is found for `query` without going there; ends the search where it is nil or empty.
    mutating func highlight(_ query: String?) {
        guard let query, !query.isEmpty else {
            search = nil
            return
        }
        if search?.query != query { search = TextSearch(query, in: document) }
    }

    /// Goes `steps` matches on, or back, round the ends.
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

    /// Brings the current match onto the screen; if it is there already, nothing moves.
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

    /// `count` times `step`, as far as numbers go.
    private static func product(_ count: Int, _ step: Int) -> Int {
        let (product, overflow) = count.multipliedReportingOverflow(by: step)
        return overflow ? (count < 0 ? -.max : .max) : product
    }
}

/// How a text is scrolled. Rows down and columns to the right count upwards.
enum TextMovement: Hashable, Sendable {
    case rows(Int)
    case halfPages(Int)
    case pages(Int)
    case start, end
    /// Sideways, in half widths. Only where lines are not wrapped.
    case halfWidths(Int)
}
