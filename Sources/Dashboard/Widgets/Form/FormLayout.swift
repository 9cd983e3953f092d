import Canvas

/// The places of the parts of a form.
struct FormLayout: Equatable, Sendable {
    let box: Rect
    /// The object of the change; empty on a low screen.
    let subject: Rect
    /// The fields, one row each, as far as there is room.
    let fields: Rect
    /// The index of the first visible field.
    let first: Int
    /// Whether all fields are visible.
    let isWhole: Bool
    /// The hint, or what is wrong.
    let message: Rect

    /// Returns the width of the inside of the box, in columns.
    static func width(_ size: Size) -> Int { max(0, columns(size) - 4) }

    private static func columns(_ size: Size) -> Int { size.columns < 60 ? size.columns : min(80, size.columns - 4) }

    /// Creates the places for a form with `count` fields, of which `focus` is always visible, and with some lines of
    /// message. A problem is shown whole; a hint leaves room for a field before and after.
    init(_ size: Size, fields count: Int, focus: Int, lines: Int, isProblem: Bool) {
        // Two lines of message always have room, so that the box keeps its size from field to field.
        let wanted = 3 + count + max(2, lines)
        let rows = min(wanted, max(0, size.rows - 4))
        let message = min(max(1, lines), max(0, rows - (isProblem ? 1 : min(count, 2))))
        let hasSubject = rows - message - 1 >= min(count, 2)
        let shown = min(count, max(0, rows - message - (hasSubject ? 1 : 0)))
        let rest = rows - message - shown - (hasSubject ? 1 : 0)

        let columns = Self.columns(size)
        let y = min(2, max(0, size.rows - rows - 3))
        box = Rect(x: (size.columns - columns) / 2, y: y, columns: columns, rows: rows + 2)
        let inside = box.inset(columns: 2, rows: 1)
        let (top, below) = inside.split(top: hasSubject ? 1 : 0)
        let (fields, low) = below.split(top: rest > 0 ? 1 : 0).rest.split(top: shown)
        subject = top
        self.fields = fields
        first = min(max(0, focus - shown / 2), max(0, count - shown))
        isWhole = shown == count
        self.message = low.split(top: rest > 1 ? 1 : 0).rest
    }
}
