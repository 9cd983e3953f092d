import Canvas

/// One row of a text view while it is built.
struct TextRow {
    /// The row in its colours.
    private(set) var styled = StyledText()
    /// The column in which the current match begins; nil where it is in another row.
    private(set) var currentMatch: Int?
    private let view: TextView
    private let context: DrawContext
    private let start: Int
    private let hidden: Int
    private let matches: ArraySlice<TextSearch.Match>
    private var runs: ArraySlice<(range: Range<Int>, role: ThemeRole)>
    private var pending: [UInt8] = []
    private var style = Style()

    /// Creates a row of the bytes in `range`, which are in one line. `hidden` columns of its first character are cut
    /// off at the left of the screen.
    init(_ view: TextView, _ line: Int, _ range: Range<Int>, _ context: DrawContext, hidden: Int = 0) {
        self.view = view
        self.hidden = max(0, hidden)
        self.context = context
        let whole = view.document.lines[line]
        start = whole.range.lowerBound
        // No row shows more than the width of a screen, so a line of 256 KiB needs few of its runs.
        let shown = range.lowerBound..<min(range.upperBound, range.lowerBound + Self.longest)
        runs = view.document.runs(of: whole, in: shown)[...]
        let inLine = shown.lowerBound - start..<shown.upperBound - start
        matches = view.search?.matches(in: inLine, of: line) ?? []
    }

    private static let longest = 64 * 1_024

    /// Adds a character in the role of its place.
    mutating func append(_ unit: TextUnits.Unit) {
        while let run = runs.first, run.range.upperBound <= unit.range.lowerBound { runs.removeFirst() }
        let style = style(at: unit.range.lowerBound)
        if style != self.style || unit.text != nil { flush() }
        self.style = style
        if let text = unit.text {
            styled.append(text, style)
        } else {
            pending += view.document.bytes[unit.range]
        }
    }

    /// Returns the row with everything that was added.
    func finished() -> TextRow {
        var row = self
        row.flush()
        return row
    }

    /// Returns the row cut to `columns`, with a sign at each end where the line continues.
    func cut(to columns: Int, isCutAtLeft: Bool) -> TextRow {
        var row = self
        if hidden > 0 { row.styled = styled.sliced(from: hidden, columns: styled.width) }
        row.currentMatch = currentMatch.map { min(max(0, $0 - hidden), columns - 1) }
        let sign = StyledText(context.glyphs.ellipsis, context[.muted])
        if row.styled.width > columns { row.styled = row.styled.sliced(from: 0, columns: columns - 1) + sign }
        if isCutAtLeft {
            row.styled = sign + row.styled.sliced(from: 1, columns: columns - 1)
        }
        return row
    }

    private mutating func flush() {
        guard !pending.isEmpty else { return }
        styled.append(DisplayText(pending, glyphs: context.glyphs), style)
        pending = []
    }

    private mutating func style(at offset: Int) -> Style {
        let style = context[runs.first?.role ?? .text]
        guard let match = matches.last(where: { $0.range.lowerBound <= offset - start }),
            match.range.contains(offset - start)
        else { return style }
        let isCurrent = view.search?.current.map { view.search?.matches[$0] == match } ?? false
        if isCurrent, currentMatch == nil { currentMatch = styled.width + pending.count }
        let found = style.overlaid(by: context[.match])
        return isCurrent ? found.overlaid(by: Style([.bold, .underline])) : found
    }
}

extension Style {
    /// Creates a style that only adds attributes.
    fileprivate init(_ attributes: Attributes) { self.init(.standard, on: .standard, attributes) }
}

/// A place in a document: a byte of a line.
struct TextPosition: Comparable, Sendable {
    /// The index of the line.
    var line: Int
    /// The number of bytes of the line before it.
    var offset: Int

    /// The beginning of the document.
    static let start = TextPosition(line: 0, offset: 0)

    /// Returns whether `left` is earlier in the document.
    static func < (left: TextPosition, right: TextPosition) -> Bool {
        left.line == right.line ? left.offset < right.offset : left.line < right.line
    }
}
