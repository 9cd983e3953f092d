import Canvas

/// The places of the parts of a queue's screen.
struct QueueLayout: Equatable, Sendable {
    /// The width from which the job is beside the table.
    static let wide = 110

    let tabs: Rect
    /// The table with its head.
    let table: Rect
    /// The line between table and pane; empty without a pane.
    let rule: Rect
    /// The pane of the job under the cursor; empty where there is no room.
    let pane: Rect
    /// The line of status, with the shown part of the list.
    let status: Rect

    /// Divides the body. Where the rows need all columns, the pane is below the table on wide screens, too: a third of the
    /// screen of at most `paneRows` rows, and what a table with `tableRows` rows leaves.
    init(_ body: Rect, isStacked: Bool = false, paneRows: Int = 10, tableRows: Int = .max) {
        let (tabs, rest) = body.split(top: body.rows >= 3 ? 1 : 0)
        let (middle, status) = rest.split(bottom: rest.rows >= 3 ? 1 : 0)
        self.tabs = tabs
        self.status = status
        if body.columns >= Self.wide, !isStacked {
            let (left, right) = middle.split(left: body.columns * 3 / 5)
            table = left
            (rule, pane) = right.split(left: 1)
        } else if middle.rows >= 16, body.columns >= ScreenLayout.leastWhole.columns {
            let least = min(paneRows, middle.rows / 3 + 1)
            let (top, low) = middle.split(bottom: max(least, middle.rows - min(tableRows, middle.rows)))
            table = top
            (rule, pane) = low.split(top: 1)
        } else {
            table = middle
            rule = Rect(x: 0, y: 0, columns: 0, rows: 0)
            pane = rule
        }
    }

    /// The number of jobs that fit below the head of the table.
    var pageSize: Int { max(1, table.rows - 1) }
}
