/// The width of a column, in cells.
public enum ColumnWidth: Hashable, Sendable {
    case fixed(Int)
    /// At least `min`, `ideal` where every column has room for its ideal, and up to `max` of the rest.
    case flexible(min: Int, ideal: Int, max: Int)

    var least: Int { bounds.0 }
    var ideal: Int { bounds.1 }
    var most: Int { bounds.2 }

    private var bounds: (Int, Int, Int) {
        func clamp(_ width: Int) -> Int { Swift.min(Swift.max(0, width), Size.limit) }
        switch self {
        case .fixed(let width): return (clamp(width), clamp(width), clamp(width))
        case .flexible(let least, let ideal, let most):
            let low = clamp(least)
            let middle = Swift.max(low, clamp(ideal))
            return (low, middle, Swift.max(middle, clamp(most)))
        }
    }
}

/// A column of a table, described by one row of a column table.
public struct TableColumn<Row>: Sendable {
    /// The text above it.
    public let title: DisplayText
    /// The side to which cells are aligned; numbers are aligned to the right.
    public let alignment: Alignment
    /// Its bounds.
    public let width: ColumnWidth
    /// The rank of the column: where there is no room, the lowest number is dropped first, and of several the
    /// rightmost.
    public let priority: Int
    /// Returns the cell for a row.
    public let cell: @Sendable (Row) -> StyledText

    /// Creates a column.
    public init(
        _ title: DisplayText, width: ColumnWidth, alignment: Alignment = .left, priority: Int = 0,
        cell: @escaping @Sendable (Row) -> StyledText
    ) {
        self.title = title
        self.alignment = alignment
        self.width = width
        self.priority = priority
        self.cell = cell
    }

    /// Returns the column with at least this width, in cells.
    func widened(to least: Int) -> TableColumn {
        guard width.least < least else { return self }
        let ideal = max(least, width.ideal)
        return TableColumn(
            title, width: .flexible(min: least, ideal: ideal, max: max(ideal, width.most)), alignment: alignment,
            priority: priority, cell: cell)
    }
}
