/// A size in cells. Neither side is ever negative.
public struct Size: Hashable, Sendable {
    /// Cells in a row.
    public let columns: Int
    /// Rows.
    public let rows: Int

    /// A size, clamped to 0 or more.
    public init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }
}

/// A rectangle of cells. Neither side is ever negative.
public struct Rect: Hashable, Sendable {
    /// The leftmost column.
    public let x: Int
    /// The topmost row.
    public let y: Int
    /// Its width and height, in cells.
    public let size: Size

    /// A rectangle, its size clamped to 0 or more.
    public init(x: Int, y: Int, columns: Int, rows: Int) {
        self.x = x
        self.y = y
        self.size = Size(columns: columns, rows: rows)
    }

    /// The whole screen of this size.
    public init(_ size: Size) { self.init(x: 0, y: 0, columns: size.columns, rows: size.rows) }

    /// Width in cells.
    public var columns: Int { size.columns }
    /// Height in cells.
    public var rows: Int { size.rows }
    /// Whether it holds no cell.
    public var isEmpty: Bool { columns == 0 || rows == 0 }

    /// The upper `count` rows, and the rest below them.
    public func split(top count: Int) -> (top: Rect, rest: Rect) {
        let height = min(max(0, count), rows)
        return (
            Rect(x: x, y: y, columns: columns, rows: height),
            Rect(x: x, y: y + height, columns: columns, rows: rows - height)
        )
    }

    /// The rest above, and the lower `count` rows.
    public func split(bottom count: Int) -> (rest: Rect, bottom: Rect) {
        let (rest, bottom) = split(top: rows - min(max(0, count), rows))
        return (rest, bottom)
    }

    /// The left `count` columns, and the rest to their right.
    public func split(left count: Int) -> (left: Rect, rest: Rect) {
        let width = min(max(0, count), columns)
        return (
            Rect(x: x, y: y, columns: width, rows: rows),
            Rect(x: x + width, y: y, columns: columns - width, rows: rows)
        )
    }

    /// The rectangle without this much at the left and right, and at the top and bottom.
    public func inset(columns side: Int, rows end: Int = 0) -> Rect {
        Rect(x: x + side, y: y + end, columns: columns - 2 * side, rows: rows - 2 * end)
    }
}
