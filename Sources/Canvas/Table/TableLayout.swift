/// The columns of a table that are shown, with their places and widths.
public struct TableLayout: Hashable, Sendable {
    /// The place of a column.
    public struct Slot: Hashable, Sendable {
        /// The index of the column in the table.
        public let column: Int
        /// The distance from the left of the table, in cells.
        public let x: Int
        /// The width in cells, 1 or more.
        public let width: Int
    }

    /// The columns that are shown, from left to right.
    public let slots: [Slot]

    /// Fits columns with these widths and priorities into `total` cells, with a gap of `gap` between two.
    ///
    /// Where there is no room for all, those of a low priority and wide ones drop out. The first by priority is shown however
    /// narrow.
    public init(_ columns: [(width: ColumnWidth, priority: Int)], total: Int, gap: Int) {
        let total = min(max(0, total), Size.limit)
        let gap = min(max(0, gap), Size.limit)
        let shown = Self.kept(columns, total: total, gap: gap)
        var widths = shown.map { columns[$0].width.least }
        var spare = total - widths.reduce(0, +) - gap * max(0, shown.count - 1)
        Self.grow(&widths, to: shown.map { columns[$0].width.ideal }, spare: &spare)
        Self.grow(&widths, to: shown.map { columns[$0].width.most }, spare: &spare)
        var x = 0
        var slots: [Slot] = []
        for (column, width) in zip(shown, widths) {
            let fitting = min(width, total - x)
            if fitting > 0 { slots.append(Slot(column: column, x: x, width: fitting)) }
            x += width + gap
        }
        self.slots = slots
    }

    /// Returns the columns that are shown: those of the highest priority whose minimum widths fit, and of the others, in their
    /// order, those that still fit beside them.
    private static func kept(_ columns: [(width: ColumnWidth, priority: Int)], total: Int, gap: Int) -> [Int] {
        let ranked = columns.indices.sorted { (columns[$0].priority, $1) > (columns[$1].priority, $0) }
        var shown = Array(ranked.prefix(1))
        var needed = shown.reduce(0) { $0 + columns[$1].width.least }
        for column in ranked.dropFirst() where needed + gap + columns[column].width.least <= total {
            needed += gap + columns[column].width.least
            shown.append(column)
        }
        return shown.sorted()
    }

    /// Distributes `spare` cells evenly among the widths that are below their target.
    private static func grow(_ widths: inout [Int], to targets: [Int], spare: inout Int) {
        var growing = widths.indices.filter { widths[$0] < targets[$0] }
        while spare > 0, !growing.isEmpty {
            let share = max(1, spare / growing.count)
            for index in growing where spare > 0 {
                let step = min(share, spare, targets[index] - widths[index])
                widths[index] += step
                spare -= step
            }
            growing.removeAll { widths[$0] >= targets[$0] }
        }
    }
}
