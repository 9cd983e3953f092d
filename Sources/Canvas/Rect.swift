/// A place on the screen, counted from 0; x counts columns, y rows.
public struct Point: Hashable, Sendable {
    /// The column.
    public var x: Int
    /// The row.
    public var y: Int

    /// Creates the place in this column and row.
    public init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}

/// A size in cells. Neither side is ever negative, nor larger than `limit`.
public struct Size: Hashable, Sendable {
    /// The maximum length of a side; terminals count in 16 bits.
    public static let limit = 65_535

    /// The number of columns.
    public let columns: Int
    /// The number of rows.
    public let rows: Int

    /// Creates a size, clamped to 0...`limit`.
    public init(columns: Int, rows: Int) {
        self.columns = min(max(0, columns), Self.limit)
        self.rows = min(max(0, rows), Self.limit)
    }
}

/// A rectangle of cells. Neither side is ever negative; all numbers are so small that a sum of two cannot overflow.
public struct Rect: Hashable, Sendable {
    /// The leftmost column.
    public let x: Int
    /// The topmost row.
    public let y: Int
    /// Its width and height, in cells.
    public let size: Size

    /// Creates a rectangle. Size and place are clamped to what a screen can have.
    public init(x: Int, y: Int, columns: Int, rows: Int) {
        self.x = Self.clamped(x)
        self.y = Self.clamped(y)
        self.size = Size(columns: columns, rows: rows)
    }

    /// Creates the whole screen of this size.
    public init(_ size: Size) { self.init(x: 0, y: 0, columns: size.columns, rows: size.rows) }

    /// The width in cells.
    public var columns: Int { size.columns }
    /// The height in cells.
    public var rows: Int { size.rows }
    /// Whether the rectangle has no cells.
    public var isEmpty: Bool { columns == 0 || rows == 0 }

    /// Returns the upper `count` rows, and the rest below them.
    public func split(top count: Int) -> (top: Rect, rest: Rect) {
        let height = min(max(0, count), rows)
        return (
            Rect(x: x, y: y, columns: columns, rows: height),
            Rect(x: x, y: y + height, columns: columns, rows: rows - height)
        )
    }

    /// Returns the rest above, and the lower `count` rows.
    public func split(bottom count: Int) -> (rest: Rect, bottom: Rect) {
        let (rest, bottom) = split(top: rows - min(max(0, count), rows))
        return (rest, bottom)
    }

    /// Returns the left `count` columns, and the rest to their right.
    public func split(left count: Int) -> (left: Rect, rest: Rect) {
        let width = min(max(0, count), columns)
        return (
            Rect(x: x, y: y, columns: width, rows: rows),
            Rect(x: x + width, y: y, columns: columns - width, rows: rows)
        )
    }

    /// Returns the rectangle without `side` columns at the left and right, and `end` rows at the top and bottom.
    public func inset(columns side: Int, rows end: Int = 0) -> Rect {
        let side = Self.clamped(side)
        let end = Self.clamped(end)
        return Rect(x: x + side, y: y + end, columns: columns - 2 * side, rows: rows - 2 * end)
    }

    /// Returns the part that both cover; empty where they do not overlap.
    public func intersection(_ other: Rect) -> Rect {
        let left = max(x, other.x)
        let top = max(y, other.y)
        return Rect(
            x: left, y: top, columns: min(x + columns, other.x + other.columns) - left,
            rows: min(y + rows, other.y + other.rows) - top)
    }

    /// Returns a rectangle of this size in the middle of this one, cut to fit.
    public func centered(columns: Int, rows: Int) -> Rect {
        let size = Size(columns: min(columns, self.columns), rows: min(rows, self.rows))
        return Rect(
            x: x + (self.columns - size.columns) / 2, y: y + (self.rows - size.rows) / 2,
            columns: size.columns, rows: size.rows)
    }

    private static func clamped(_ number: Int) -> Int { min(max(number, -Size.limit), Size.limit) }
}
