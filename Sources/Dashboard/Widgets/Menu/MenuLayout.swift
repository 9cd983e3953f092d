import Canvas

/// Where the parts of a menu are.
struct MenuLayout: Equatable, Sendable {
    let box: Rect
    /// The field that narrows the list.
    let field: Rect
    let list: Rect
    /// Where the items stand in the list.
    let grid: MenuGrid

    /// Cells between two columns of items.
    private static let gap = 2
    /// Two columns need as many cells as this, within the box.
    private static let wide = 84

    init(_ size: Size, kind: Menu.Kind, items: [MenuItem]) {
        let room = max(0, size.columns - 4)
        let columns = kind.hasSections && room - 2 >= Self.wide ? min(room, 112) : min(room, kind.hasKeys ? 76 : 50)
        grid = MenuGrid(items, columns: kind.hasSections && columns - 2 >= Self.wide ? 2 : 1)
        let rows = min(max(4, grid.lines + 3), max(0, size.rows - 3))
        box = Rect(x: (size.columns - columns) / 2, y: min(2, max(0, size.rows - rows)), columns: columns, rows: rows)
        (field, list) = box.inset(columns: 1, rows: 1).split(top: 1)
    }

    /// Returns the place of each column of the grid: half of the room each, unless one needs more and the other one less.
    /// `wanted` has the cells that each needs.
    func columns(wanted: [Int]) -> [Rect] {
        guard grid.columns.count > 1, wanted.count > 1 else { return [list] }
        let room = list.columns - Self.gap
        let half = room / 2
        let first =
            wanted[0] > half ? min(wanted[0], max(half, room - wanted[1])) : max(wanted[0], min(half, room - wanted[1]))
        let (left, rest) = list.split(left: first)
        return [left, rest.split(left: Self.gap).rest]
    }
}

extension Menu.Kind {
    /// Whether keys stand before the titles; else a word on the item stands after it.
    var hasKeys: Bool {
        switch self {
        case .help, .palette, .actions: true
        case .sort, .themes, .tree, .places: false
        }
    }

    /// Whether the items stand in sections.
    fileprivate var hasSections: Bool {
        switch self {
        case .help, .actions: true
        case .palette, .sort, .themes, .tree, .places: false
        }
    }
}
