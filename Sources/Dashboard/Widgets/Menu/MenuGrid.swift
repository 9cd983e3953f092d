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

    /// Arranges the items in up to `most` columns. A section stays together, and the columns are as even as that
    /// allows.
    init(_ items: [MenuItem], columns most: Int) {
        let sections = Self.sections(of: items)
        let cuts = most > 1 && sections.count > 1 ? Array(1..<sections.count) : []
        let splits = cuts.map { [Self.column(sections[..<$0]), Self.column(sections[$0...])] }
        columns =
            splits.min { ($0.map(\.count).max() ?? 0) < ($1.map(\.count).max() ?? 0) } ?? [Self.column(sections[...])]
    }

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

    /// Returns the cells of each section: its heading, if it has one, and its items.
    private static func sections(of items: [MenuItem]) -> [[Cell]] {
        var sections: [[Cell]] = []
        for (index, item) in items.enumerated() {
            if index == 0 || item.section != items[index - 1].section {
                sections.append(item.section.map { [.heading($0)] } ?? [])
            }
            sections[sections.count - 1].append(.item(index))
        }
        return sections
    }

    /// Returns the cells of sections, with a blank line between two.
    private static func column(_ sections: ArraySlice<[Cell]>) -> [Cell] { Array(sections.joined(separator: [.blank])) }
}
