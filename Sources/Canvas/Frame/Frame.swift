/// A whole screen as a value: the same state and size always make the same frame.
///
/// Every row is exactly `size.columns` wide. No operation traps or draws outside of the frame, whatever its arguments.
public struct Frame: Equatable, Sendable {
    /// The number of columns and rows.
    public let size: Size
    /// The place of the hardware cursor, for screen readers: the row of the cursor or the end of an input line. A place
    /// outside the frame moves to the nearest inside.
    public var cursor: Point? {
        didSet { cursor = cursor.flatMap(nearest) }
    }
    /// Whether the cursor is shown, as on an input line.
    public var isCursorVisible = false

    var cells: [Cell]
    /// The parts that the mouse can point at, in the order of drawing.
    var spots: [Spot] = []

    /// Creates a blank screen.
    public init(size: Size) {
        self.size = size
        cells = Array(repeating: .blank, count: size.columns * size.rows)
    }

    /// Returns the cell in column `x` of row `y`; blank outside the frame.
    public subscript(x: Int, y: Int) -> Cell {
        guard x >= 0, x < size.columns, y >= 0, y < size.rows else { return .blank }
        return cells[y * size.columns + x]
    }

    /// Returns the cells of a row from left to right; none outside the frame.
    public func row(_ y: Int) -> ArraySlice<Cell> {
        guard y >= 0, y < size.rows else { return [] }
        return cells[y * size.columns..<(y + 1) * size.columns]
    }

    /// The text of the rows, each as wide as the frame.
    public var text: [String] {
        (0..<size.rows).map { row($0).reduce(into: "") { $0 += $1.text } }
    }

    private func nearest(_ point: Point) -> Point? {
        guard size.columns > 0, size.rows > 0 else { return nil }
        return Point(x: min(max(0, point.x), size.columns - 1), y: min(max(0, point.y), size.rows - 1))
    }

    /// Returns the range that `columns` from `x` on cover within row `y`; nil for none.
    func visible(x: Int, y: Int, columns: Int) -> Range<Int>? {
        guard y >= 0, y < size.rows, x < size.columns, columns > 0 else { return nil }
        let (sum, overflows) = x.addingReportingOverflow(columns)
        let end = overflows ? size.columns : min(sum, size.columns)
        let start = max(0, x)
        return start < end ? start..<end : nil
    }

    /// Prepares `columns` of row `y` for new cells: a wide glyph that would lose one half loses the other, too.
    mutating func clearEdges(_ columns: Range<Int>, y: Int) {
        let row = y * size.columns
        if columns.lowerBound > 0, cells[row + columns.lowerBound].text.isEmpty { blank(row + columns.lowerBound - 1) }
        if columns.upperBound < size.columns, cells[row + columns.upperBound].text.isEmpty {
            blank(row + columns.upperBound)
        }
    }

    private mutating func blank(_ index: Int) { cells[index] = Cell(text: " ", style: cells[index].style) }
}

/// One cell of the screen.
public struct Cell: Hashable, Sendable {
    /// A cluster of one or two columns; empty in the right half of a wide one.
    public let text: String
    /// The style in which it is drawn.
    public let style: Style

    /// A blank in the terminal's own style.
    public static let blank = Cell(text: " ", style: Style())

    init(text: String, style: Style) {
        self.text = text
        self.style = style
    }

    /// Whether it is a block or a braille pattern, as in a chart.
    var isChart: Bool {
        guard let scalar = text.unicodeScalars.first?.value else { return false }
        return 0x2580...0x259F ~= scalar || 0x2800...0x28FF ~= scalar
    }
}
