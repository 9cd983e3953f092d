import Canvas

/// The cells that a column of names gets.
enum NameWidth {
    /// Returns the cells that the longest of the names needs.
    ///
    /// A name that would take more than `limit` does not count, so that a single one leaves the others and the columns
    /// beside them their room. It is cut, at a third of all columns or more.
    ///
    /// - Parameters:
    ///   - widths: The cells that each of the names needs.
    ///   - limit: The cells that a name may have.
    ///   - columns: All cells of the table.
    static func fitting(_ widths: some Sequence<Int>, limit: Int, columns: Int) -> Int {
        var (longest, isCut) = (0, false)
        for width in widths {
            if width <= limit { longest = max(longest, width) } else { isCut = true }
        }
        return isCut ? min(limit, max(longest, columns / 3)) : longest
    }
}
