/// The sort that a table shows in its head.
public struct SortMark: Hashable, Sendable {
    /// The index of the column.
    public var column: Int
    /// Whether the largest value comes first.
    public var isDescending: Bool

    /// Creates a sort by this column.
    public init(column: Int, isDescending: Bool) {
        self.column = column
        self.isDescending = isDescending
    }
}

/// Rows in columns that fit the available width.
public struct Table<Row>: Sendable {
    /// All columns, even those without room. Each is at least as wide as its title, and the sorted one has room for its
    /// mark.
    public let columns: [TableColumn<Row>]
    /// The number of cells between two columns.
    public let gap: Int
    /// The column by which the rows are sorted; nil where the head shows none.
    public let sort: SortMark?

    /// Creates a table.
    public init(columns: [TableColumn<Row>], gap: Int = 2, sort: SortMark? = nil) {
        self.columns = columns.enumerated().map { index, column in
            column.widened(to: column.title.width + (index == sort?.column ? 1 : 0))
        }
        self.gap = gap
        self.sort = sort
    }

    /// Returns the columns that fit into `width` cells.
    public func layout(width: Int) -> TableLayout {
        let shown = columns.enumerated().map { index, column in
            let companion = column.companion.map { companion in
                let title = column.title.width + (index == sort?.column ? 1 : 0)
                return TableLayout.Companion(
                    columns: companion.width, both: max(title, companion.beside + 1 + companion.width),
                    priority: companion.priority)
            }
            return TableLayout.Column(column.width, priority: column.priority, companion: companion)
        }
        return TableLayout(shown, total: width, gap: gap)
    }

    /// Draws the titles on the first row of `rect`.
    public func drawHead(
        into frame: inout Frame, in rect: Rect, style: Style = Style(), glyphs: Glyphs = .unicode
    ) {
        guard rect.rows > 0 else { return }
        frame.fill(rect.split(top: 1).top, style: style)
        for slot in layout(width: rect.columns).slots {
            let column = columns[slot.column]
            let title = title(of: column, at: slot, glyphs: glyphs)
            let whole = Rect(x: rect.x + slot.x, y: rect.y, columns: slot.width, rows: 1)
            let (own, beside) = slot.parts(of: whole)
            let reaches = title.width > own.columns
            frame.draw(
                StyledText(title), base: style, in: reaches ? whole : own,
                alignment: reaches ? .left : column.alignment,
                glyphs: glyphs)
            guard !reaches, let companion = column.companion else { continue }
            frame.draw(StyledText(companion.title), base: style, in: beside, glyphs: glyphs)
        }
    }

    /// Draws rows from the top of `rect` down, as many as there is room for. `selected` is an index from the first of
    /// them; its row becomes a bar of `selection` over the whole width. Each cell is laid over the `base` of its row.
    public func draw(
        _ rows: some Sequence<Row>, into frame: inout Frame, in rect: Rect, selected: Int? = nil,
        selection: Style = Style(.standard, on: .standard, .reverse), glyphs: Glyphs = .unicode,
        base: (Row) -> Style = { _ in Style() }
    ) {
        let layout = layout(width: rect.columns)
        for (index, row) in rows.prefix(rect.rows).enumerated() {
            let line = Rect(x: rect.x, y: rect.y + index, columns: rect.columns, rows: 1)
            let style = base(row)
            frame.fill(line, style: style)
            for slot in layout.slots {
                let column = columns[slot.column]
                let (own, beside) = slot.parts(
                    of: Rect(x: rect.x + slot.x, y: line.y, columns: slot.width, rows: 1))
                frame.draw(column.cell(row), base: style, in: own, alignment: column.alignment, glyphs: glyphs)
                guard !beside.isEmpty, let companion = column.companion else { continue }
                frame.draw(companion.cell(row), base: style, in: beside, glyphs: glyphs)
            }
            if index == selected { frame.bar(line, style: selection) }
        }
    }

    /// Returns the title with its sort mark, which stays visible when the title is cut.
    private func title(of column: TableColumn<Row>, at slot: TableLayout.Slot, glyphs: Glyphs) -> DisplayText {
        guard let sort, sort.column == slot.column else { return column.title }
        let mark = sort.isDescending ? glyphs.sortDescending : glyphs.sortAscending
        return column.title.truncated(to: slot.width - 1, glyphs: glyphs) + mark
    }
}

extension TableLayout.Slot {
    /// Returns the places of the column and of its companion, which is empty where it is not shown.
    fileprivate func parts(of place: Rect) -> (own: Rect, companion: Rect) {
        guard companion > 0, companion < place.columns else { return (place, place.split(left: place.columns).rest) }
        let (own, rest) = place.split(left: place.columns - companion - 1)
        return (own, rest.split(left: 1).rest)
    }
}
