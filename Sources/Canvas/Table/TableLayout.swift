/// The columns of a table that are shown, with their places and widths.
public struct TableLayout: Hashable, Sendable {
    /// The place of a column.
    public struct Slot: Hashable, Sendable {
        /// The index of the column in the table.
        public let column: Int
        /// The distance from the left of the table, in cells.
        public let x: Int
        /// The width in cells, 1 or more, with the companion.
        public let width: Int
        /// The cells of the companion at its right end; 0 where it is not shown.
        public var companion = 0
    }

    /// What the layout knows of a column.
    public struct Column: Hashable, Sendable {
        /// Its bounds without a companion.
        public let width: ColumnWidth
        /// Its rank.
        public let priority: Int
        /// The cells of its companion, those of both together, and the rank of the companion; nil without one.
        public var companion: Companion?

        /// Creates a column.
        public init(_ width: ColumnWidth, priority: Int, companion: Companion? = nil) {
            (self.width, self.priority, self.companion) = (width, priority, companion)
        }

        /// Returns the bounds as it is shown, with or without its companion.
        fileprivate func bounds(isPaired: Bool) -> ColumnWidth {
            if isPaired, let companion { .fixed(companion.both) } else { width }
        }
    }

    /// What the layout knows of a companion: its cells, those of it and its column together, and its rank.
    public struct Companion: Hashable, Sendable {
        let columns: Int
        let both: Int
        let priority: Int
    }

    /// The columns that are shown, from left to right.
    public let slots: [Slot]

    /// Fits columns with these widths and priorities into `total` cells, with a gap of `gap` between two.
    ///
    /// Where there is no room for all, those of a low priority and wide ones drop out. The first by priority is shown however
    /// narrow.
    public init(_ columns: [(width: ColumnWidth, priority: Int)], total: Int, gap: Int) {
        self.init(columns.map { Column($0.width, priority: $0.priority) }, total: total, gap: gap)
    }

    /// Fits columns, some of which have companions, in the same way. A companion drops out by its own rank, and with its
    /// column.
    public init(_ columns: [Column], total: Int, gap: Int) {
        let total = min(max(0, total), Size.limit)
        let gap = min(max(0, gap), Size.limit)
        let (shown, paired) = Self.kept(columns, total: total, gap: gap)
        let bounds = shown.map { columns[$0].bounds(isPaired: paired.contains($0)) }
        var widths = bounds.map(\.least)
        var spare = total - widths.reduce(0, +) - gap * max(0, shown.count - 1)
        Self.grow(&widths, to: bounds.map(\.ideal), spare: &spare)
        Self.grow(&widths, to: bounds.map(\.most), spare: &spare)
        var x = 0
        var slots: [Slot] = []
        for (column, width) in zip(shown, widths) {
            let fitting = min(width, total - x)
            let companion = paired.contains(column) ? columns[column].companion?.columns ?? 0 : 0
            if fitting > 0 { slots.append(Slot(column: column, x: x, width: fitting, companion: companion)) }
            x += width + gap
        }
        self.slots = slots
    }

    /// Returns the columns that are shown, and those of them that have their companions: the ones of the highest priority
    /// whose minimum widths fit, and of the others, in their order, those that still fit beside them.
    private static func kept(_ columns: [Column], total: Int, gap: Int) -> (shown: [Int], paired: Set<Int>) {
        let ranked = columns.indices.sorted { (columns[$0].priority, $1) > (columns[$1].priority, $0) }
        guard let first = ranked.first else { return ([], []) }
        /// A column, or its companion, with its rank.
        typealias Part = (column: Int, isCompanion: Bool, priority: Int)
        var parts: [Part] = ranked.map { ($0, false, columns[$0].priority) }
        parts += ranked.compactMap { index in
            columns[index].companion.map { (index, true, min($0.priority, columns[index].priority)) }
        }
        // The order of equal ones stays: columns, then companions.
        let ordered = parts.enumerated().sorted { ($0.element.priority, $1.offset) > ($1.element.priority, $0.offset) }
        var (shown, paired): ([Int], Set<Int>) = ([first], [])
        var needed = columns[first].width.least
        for part in ordered.map(\.element) where part.isCompanion || part.column != first {
            let column = columns[part.column]
            if part.isCompanion, !shown.contains(part.column) { continue }
            let wanted =
                part.isCompanion ? max(0, (column.companion?.both ?? 0) - column.width.least) : gap + column.width.least
            guard needed + wanted <= total else { continue }
            needed += wanted
            if part.isCompanion { paired.insert(part.column) } else { shown.append(part.column) }
        }
        return (shown.sorted(), paired)
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
