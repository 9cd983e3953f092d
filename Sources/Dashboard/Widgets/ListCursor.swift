/// The place of a list: the row under the cursor, and the first visible one. All functions accept every number.
struct ListCursor: Equatable, Sendable {
    /// The index of the row under the cursor.
    private(set) var index = 0
    /// The index of the first visible row.
    private(set) var top = 0

    /// Moves the cursor by a number of rows, at most to the ends.
    mutating func move(by distance: Int, count: Int) { index = min(max(0, index + distance), max(0, count - 1)) }

    /// Moves the cursor to a row, or to the nearest existing one.
    mutating func move(to row: Int, count: Int) { index = min(max(0, row), max(0, count - 1)) }

    /// Moves the cursor with its row, and keeps it at the same height on the screen. A list that showed its beginning
    /// still shows it.
    mutating func follow(to row: Int, count: Int) {
        let height = index - top
        move(to: row, count: count)
        if top > 0 { top = max(0, index - height) }
    }

    /// Moves the cursor with the row of a name. Where that row is gone, or no name is given, the cursor keeps its
    /// index.
    mutating func follow<Row, Name: Equatable>(_ name: Name?, in rows: [Row], by nameOf: (Row) -> Name) {
        // Names differ, and the row is nearly always where it was.
        let isThere = name != nil && rows.indices.contains(index) && nameOf(rows[index]) == name
        if let name, let row = isThere ? index : rows.firstIndex(where: { nameOf($0) == name }) {
            follow(to: row, count: rows.count)
        } else {
            move(by: 0, count: rows.count)
        }
    }

    /// Scrolls as little as possible, so that the cursor is within `height` rows, and no blank rows are shown while
    /// there are others.
    mutating func settle(count: Int, height: Int) {
        move(by: 0, count: count)
        let height = max(1, height)
        if index < top { top = index }
        if index >= top + height { top = index - height + 1 }
        top = max(0, min(top, count - height))
    }
}
