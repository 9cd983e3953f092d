/// How wide a column may be, in cells.
public enum ColumnWidth: Hashable, Sendable {
    case fixed(Int)
    /// At least `min`, `ideal` where all columns have room for theirs, and up to `max` of what is then left.
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

/// A column of a table: one row of a column table makes a column of the screen.
public struct TableColumn<Row>: Sendable {
    /// What stands above it.
    public let title: DisplayText
    /// Numbers lean to the right.
    public let alignment: Alignment
    /// Its bounds.
    public let width: ColumnWidth
    /// Where there is no room, the column with the lowest number goes first, and of several the rightmost.
    public let priority: Int
    /// What it shows of a row.
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

    /// Returns the column with at least this many cells.
    func widened(to least: Int) -> TableColumn {
        guard width.least < least else { return self }
        let ideal = max(least, width.ideal)
        return TableColumn(
            title, width: .flexible(min: least, ideal: ideal, max: max(ideal, width.most)), alignment: alignment,
            priority: priority, cell: cell)
    }
}
