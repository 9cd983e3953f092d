/// The places of the items of a menu: sections below one another, each under its heading, in one column or in two.
struct MenuGrid: Equatable, Sendable {
    enum Cell: Equatable, Sendable {
        case heading(String)
        /// An item, by its index.
        case item(Int)
        case blank
    }

    /// The cells of each column, from top to bottom.
    let columns: [[Cell]]

    /// The number of lines in the longest column.
    var lines: Int { columns.map(\.count).max() ?? 0 }

    /// Arranges the items in up to `most` columns, for this number of rows. A section stays together, and the columns are as even
    /// as that allows; where they are then too long, a section is continued in the second column, under its heading, as far as the
    /// columns are narrow enough.
    init(_ items: [MenuItem], columns most: Int, rows: Int = .max, isNarrow: ([[Cell]]) -> Bool = { _ in true }) {
        let all = items.indices
        let starts = all.dropFirst().filter { items[$0].section != items[$0 - 1].section }
        let whole = most > 1 ? Self.evenest(items, cuts: starts) : nil
        let isTooLong = whole.map { Self.longest($0) > rows } ?? false
        let even = isTooLong ? Self.evenest(items, cuts: Array(all.dropFirst()), where: isNarrow) : nil
        columns = even ?? whole ?? [Self.column(items, all)]
    }

    /// Returns the two columns that are as even as the places allow at which they may be cut; nil without such a place.
    private static func evenest(
        _ items: [MenuItem], cuts: [Int], where isNarrow: ([[Cell]]) -> Bool = { _ in true }
    ) -> [[Cell]]? {
        let splits = cuts.map { [column(items, 0..<$0), column(items, $0..<items.count)] }
        return splits.filter(isNarrow).min { longest($0) < longest($1) }
    }

    private static func longest(_ columns: [[Cell]]) -> Int { columns.map(\.count).max() ?? 0 }

    /// Returns the line of an item, from 0.
    func line(of item: Int) -> Int { columns.lazy.compactMap { $0.firstIndex(of: .item(item)) }.first ?? 0 }

    /// Returns whether the line above an item is its heading.
    func hasHeading(above item: Int) -> Bool {
        guard let column = columns.first(where: { $0.contains(.item(item)) }) else { return false }
        let line = line(of: item)
        guard line > 0, case .heading = column[line - 1] else { return false }
        return true
    }

    /// Returns the item beside another, in the next or the previous column; the same item where there is no such
    /// column.
    func item(beside item: Int, step: Int) -> Int {
        guard let column = columns.firstIndex(where: { $0.contains(.item(item)) }),
            columns.indices.contains(column + step)
        else { return item }
        let line = line(of: item)
        let places = columns[column + step].enumerated().compactMap { line, cell in
            if case .item(let other) = cell { (line, other) } else { nil }
        }
        return places.min { abs($0.0 - line) < abs($1.0 - line) }?.1 ?? item
    }

    /// Returns the cells of some items: each section under its heading, if it has one, with a blank line between two.
    private static func column(_ items: [MenuItem], _ range: Range<Int>) -> [Cell] {
        var cells: [Cell] = []
        for index in range {
            if index == range.lowerBound || items[index].section != items[index - 1].section {
                if !cells.isEmpty { cells.append(.blank) }
                if let section = items[index].section { cells.append(.heading(section)) }
            }
            cells.append(.item(index))
        }
        return cells
    }
}
