import Canvas

/// Where the parts of the list of queues are.
struct QueuesLayout: Equatable, Sendable {
    /// Screens as wide as this have room for the latest failure in the table.
    static let wide = 150
    /// Screens as wide as this have two cells between columns, and verdicts of any length.
    static let roomy = 100

    /// The sums over all queues; empty on a low screen.
    let totals: Rect
    /// The table with its head.
    let table: Rect
    /// The latest failure of the queue under the cursor, with room for its words; empty on a low screen, and where
    /// `attention` says it.
    let detail: Rect
    /// Which queues want attention and why, below a list that leaves room for it; else empty.
    let attention: Rect

    /// Fewer rows are no room for `attention`.
    private static let leastAttention = 4

    /// Creates the parts for a list of a number of queues, whatever the filter leaves of them, so that typing one moves
    /// nothing.
    init(_ body: Rect, queues: Int) {
        let (totals, rest) = body.split(top: body.rows >= 20 ? 2 : body.rows >= 11 ? 1 : 0)
        self.totals = totals
        // The head, the queues, and a blank row.
        let wanted = min(max(1, queues), Size.limit) + 2
        if rest.rows - wanted >= Self.leastAttention {
            let (list, attention) = rest.split(top: wanted)
            (table, self.attention) = (list.split(bottom: 1).rest, attention)
            detail = Rect(x: body.x, y: body.y, columns: 0, rows: 0)
        } else {
            let detailRows = body.rows < 6 ? 0 : body.rows >= 22 ? 2 : 1
            (table, detail) = rest.split(bottom: detailRows)
            attention = Rect(x: body.x, y: body.y, columns: 0, rows: 0)
        }
    }
}
