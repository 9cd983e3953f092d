import Canvas

/// The places of the parts of a menu.
struct MenuLayout: Equatable, Sendable {
    let box: Rect
    /// The field that filters the list.
    let field: Rect
    let list: Rect
    /// The grid of the items in the list.
    let grid: MenuGrid

    /// Whether names of the palette are shown in place of keys.
    let showsUsage: Bool
    /// The number of cells that each column of the grid needs.
    private let wanted: [Int]

    /// The number of cells between two columns of items.
    private static let gap = 2
    /// The usual widths of a box with two columns, with one, and with one whose items have no keys.
    private static let usual = (two: 112, one: 76, plain: 50)

    /// Creates the layout: two columns where both have room for their whole texts, else one. Where one has no room
    /// either, names of the palette are left out for the titles.
    init(_ size: Size, kind: Menu.Kind, items: [MenuItem]) {
        let room = max(0, size.columns - 4)
        func needed(_ columns: [[MenuGrid.Cell]]) -> Int {
            Self.widths(columns, items, withUsage: true).reduce(0, +) + Self.gap * (columns.count - 1) + 2
        }
        // The box has its border and the field besides the items, and leaves a part of the screen in sight.
        let pair = MenuGrid(items, columns: 2, rows: size.rows - 6) { needed($0) <= room }
        let single = MenuGrid(items, columns: 1)
        let both = Self.widths(pair.columns, items, withUsage: true)
        if kind.hasSections, both.count > 1, needed(pair.columns) <= room {
            (grid, wanted, showsUsage) = (pair, both, true)
        } else {
            let whole = Self.widths(single.columns, items, withUsage: true)
            showsUsage = kind == .palette || whole.reduce(0, +) + 2 <= room
            (grid, wanted) = (single, showsUsage ? whole : Self.widths(single.columns, items, withUsage: false))
        }
        let least = grid.columns.count > 1 ? Self.usual.two : kind.hasKeys ? Self.usual.one : Self.usual.plain
        let columns = min(room, max(least, wanted.reduce(0, +) + Self.gap * (wanted.count - 1) + 2))
        let rows = min(max(4, grid.lines + 3), max(0, size.rows - 3))
        box = Rect(x: (size.columns - columns) / 2, y: min(2, max(0, size.rows - rows)), columns: columns, rows: rows)
        (field, list) = box.inset(columns: 1, rows: 1).split(top: 1)
    }

    /// Returns the number of cells that keys and titles of each column need.
    private static func widths(_ columns: [[MenuGrid.Cell]], _ items: [MenuItem], withUsage: Bool) -> [Int] {
        columns.map { cells in
            let shown = cells.compactMap { if case .item(let item) = $0 { items[item] } else { nil } }
            let keys = shown.map { DisplayText($0.label(withUsage: withUsage)).width }.max() ?? 0
            return keys + (shown.map { DisplayText($0.title).width }.max() ?? 0) + 4
        }
    }

    /// Returns the number of cells for the labels of a column of the grid.
    func labelColumns(_ cells: [MenuGrid.Cell], _ items: [MenuItem], in place: Rect) -> Int {
        let widths = cells.map { cell in
            if case .item(let item) = cell { DisplayText(items[item].label(withUsage: showsUsage)).width } else { 0 }
        }
        return min(place.columns / 2, widths.max() ?? 0)
    }

    /// Returns whether the reason why an item cannot be chosen has room after its title.
    func showsReason(of item: Int, _ items: [MenuItem]) -> Bool {
        guard let reason = items[item].reason,
            let (cells, place) = zip(grid.columns, columns).first(where: { $0.0.contains(.item(item)) })
        else { return false }
        let labels = labelColumns(cells, items, in: place)
        return DisplayText(items[item].title + "  " + reason).width + (labels > 0 ? labels + 4 : 2) <= place.columns
    }

    /// The places of the columns of the grid: half of the room each, unless one needs more.
    var columns: [Rect] {
        guard grid.columns.count > 1 else { return [list] }
        let room = list.columns - Self.gap
        let (left, rest) = list.split(left: min(max(wanted[0], room / 2), max(wanted[0], room - wanted[1])))
        return [left, rest.split(left: Self.gap).rest]
    }
}

extension MenuItem {
    /// Returns the label in the place of keys.
    func label(withUsage: Bool) -> String { keys.isEmpty && withUsage ? usage : keys }
}

extension Menu.Kind {
    /// Whether keys are before the titles; if not, a word on the item is after its title.
    var hasKeys: Bool {
        switch self {
        case .help, .palette, .actions: true
        case .sort, .themes, .tree, .places: false
        }
    }

    /// Whether the items are actions, which may have keys of their own.
    var hasActions: Bool {
        switch self {
        case .help, .actions, .palette: true
        case .sort, .themes, .tree, .places: false
        }
    }

    /// Whether the items are in sections.
    fileprivate var hasSections: Bool {
        switch self {
        case .help, .actions: true
        case .palette, .sort, .themes, .tree, .places: false
        }
    }
}
