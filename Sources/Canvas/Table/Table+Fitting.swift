extension Table {
    /// The number of rows that are measured.
    private static var measured: Int { 200 }

    /// Returns the table for some rows in `width` cells: no flexible column is wider than its content, and a name has room for
    /// all of it, up to two fifths of the table, before another column gets any. Without rows the table stays as it is.
    public func fitted(to rows: some Sequence<Row>, width: Int) -> Table {
        let rows = rows.prefix(Self.measured).map(\.self)
        guard !rows.isEmpty else { return self }
        return Table(columns: columns.map { $0.fitted(to: rows, limit: width * 2 / 5) }, gap: gap, sort: sort)
    }
}

extension TableColumn {
    /// Returns the column with bounds for the content of some rows. `limit` is the part of the table that a name may take
    /// from the others.
    fileprivate func fitted(to rows: [Row], limit: Int) -> TableColumn {
        guard case .flexible = width else { return self }
        let content = rows.reduce(max(1, title.width)) { max($0, cell($1).width) }
        guard isName else {
            return resized(
                .flexible(
                    min: min(width.least, content), ideal: min(width.ideal, content), max: min(width.most, content)))
        }
        let whole = min(content, max(width.most, limit))
        return resized(.flexible(min: min(content, max(width.least, limit)), ideal: whole, max: whole))
    }
}
