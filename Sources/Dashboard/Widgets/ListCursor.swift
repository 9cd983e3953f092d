/// Where a list stands: the row under the cursor, and the first one on the screen. Total for every number.
struct ListCursor: Equatable, Sendable {
    /// The row under the cursor, from 0.
    private(set) var index = 0
    /// The first row on the screen, from 0.
    private(set) var top = 0

    /// Moves the cursor by a number of rows, and no farther than the ends.
    mutating func move(by distance: Int, count: Int) { index = min(max(0, index + distance), max(0, count - 1)) }

    /// Moves the cursor to a row, or to the nearest one there is.
    mutating func move(to row: Int, count: Int) { index = min(max(0, row), max(0, count - 1)) }

    /// Takes the cursor to where its row went, and keeps it at the same height on the screen. A list that showed its
    /// beginning goes on to do so.
    mutating func follow(to row: Int, count: Int) {
        let height = index - top
        move(to: row, count: count)
        if top > 0 { top = max(0, index - height) }
    }

    /// Takes the cursor to where the row of a name went. Where it is gone, or none is given, the cursor keeps its place.
    mutating func follow<Row, Name: Equatable>(_ name: Name?, in rows: [Row], by nameOf: (Row) -> Name) {
        if let name, let row = rows.firstIndex(where: { nameOf($0) == name }) {
            follow(to: row, count: rows.count)
        } else {
            move(by: 0, count: rows.count)
        }
    }

    /// Scrolls just so far that the cursor is among `height` rows, and no blank ones are shown while there are others.
    mutating func settle(count: Int, height: Int) {
        move(by: 0, count: count)
        let height = max(1, height)
        if index < top { top = index }
        if index >= top + height { top = index - height + 1 }
        top = max(0, min(top, count - height))
    }
}
