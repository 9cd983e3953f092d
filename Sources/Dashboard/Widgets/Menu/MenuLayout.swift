import Canvas

extension Menu.Kind {
    /// How wide the box is where there is room, in cells.
    fileprivate var columns: Int {
        switch self {
        case .help, .palette, .actions: 76
        case .sort, .themes, .places: 50
        }
    }
}

/// Where the parts of a menu are.
struct MenuLayout: Equatable, Sendable {
    let box: Rect
    /// The field that narrows the list.
    let field: Rect
    let list: Rect

    init(_ size: Size, kind: Menu.Kind, items: Int) {
        let columns = min(max(0, size.columns - 4), kind.columns)
        let rows = min(max(4, items + 3), max(0, size.rows - 3))
        box = Rect(x: (size.columns - columns) / 2, y: min(2, max(0, size.rows - rows)), columns: columns, rows: rows)
        (field, list) = box.inset(columns: 1, rows: 1).split(top: 1)
    }
}
