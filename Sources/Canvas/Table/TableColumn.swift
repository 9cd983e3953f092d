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

/// What belongs to a column and is drawn one cell after it: the picture of a number, or its trend. The title of the column
/// reaches over both.
public struct TableCompanion<Row>: Sendable {
    /// The text above it, where the title of the column leaves it room.
    public let title: DisplayText
    /// Its width, in cells.
    public let width: Int
    /// The cells that the column itself needs beside it; its title may be wider.
    public let beside: Int
    /// The rank among the columns, at most that of its column.
    public let priority: Int
    /// Returns the cell for a row.
    public let cell: @Sendable (Row) -> StyledText

    /// Creates a companion.
    public init(
        _ title: DisplayText, width: Int, beside: Int, priority: Int, cell: @escaping @Sendable (Row) -> StyledText
    ) {
        self.title = title
        self.width = min(max(1, width), Size.limit)
        self.beside = min(max(1, beside), Size.limit)
        self.priority = priority
        self.cell = cell
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
    public private(set) var priority: Int
    /// Returns the cell for a row.
    public let cell: @Sendable (Row) -> StyledText
    /// What is drawn beside it where there is room; nil for nothing.
    public var companion: TableCompanion<Row>?
    /// Whether it says which row it is: such a column is cut last.
    public var isName = false

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

    /// Returns the same column, which goes earlier or later where there is no room.
    public func ranked(_ priority: Int) -> TableColumn {
        var column = self
        column.priority = priority
        return column
    }

    /// Returns the column with at least this width, in cells.
    func widened(to least: Int) -> TableColumn {
        guard width.least < least else { return self }
        let ideal = max(least, width.ideal)
        return resized(.flexible(min: least, ideal: ideal, max: max(ideal, width.most)))
    }

    /// Returns the column with other bounds.
    func resized(_ width: ColumnWidth) -> TableColumn {
        var column = TableColumn(title, width: width, alignment: alignment, priority: priority, cell: cell)
        (column.companion, column.isName) = (companion, isName)
        return column
    }
}
