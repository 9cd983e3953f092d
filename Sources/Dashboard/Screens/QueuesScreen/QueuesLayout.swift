import Canvas

/// Where the parts of the list of queues are. The list has what it needs, the panes below it fill the height; a list that is
/// longer than the screen leaves them a part of it.
struct QueuesLayout: Equatable, Sendable {
    /// Screens as wide as this have room for the latest failure in the table, and for two panes beside each other.
    static let wide = 150
    /// Screens as wide as this have two cells between columns, and verdicts of any length.
    static let roomy = 100

    /// Screens narrower than this have room for a word of each verdict.
    static let narrow = 70

    /// The sums over all queues; empty on a low screen.
    let totals: Rect
    /// The table with its head.
    let table: Rect
    /// The latest failure of the queue under the cursor, where there is no room for its causes; empty on the lowest screens.
    let detail: Rect
    /// Why jobs of the queue under the cursor have failed lately.
    let causes: Rect
    /// Which queues want attention and why.
    let attention: Rect
    /// The workers of the queue under the cursor.
    let workers: Rect

    /// A pane has a rule with its title, and at least three lines.
    private static let leastPane = 4

    /// Creates the parts for a list of this number of rows, whatever a filter leaves of them, so that typing one moves
    /// nothing.
    init(_ body: Rect, rows listed: Int) {
        let (totals, rest) = body.split(top: body.rows >= 20 ? 2 : body.rows >= 11 ? 1 : 0)
        self.totals = totals
        let wanted = min(max(1, listed), Size.limit) + 1
        let spare = max(rest.rows - wanted, Self.reserve(of: rest.rows))
        guard spare >= Self.leastPane else {
            let detailRows = body.rows < 6 ? 0 : body.rows >= 22 ? 2 : 1
            (table, detail) = rest.split(bottom: detailRows)
            (causes, attention, workers) = (.none, .none, .none)
            return
        }
        let (list, panes) = rest.split(bottom: spare)
        (table, detail) = (list, .none)
        let share = spare < 2 * Self.leastPane ? spare : min(max(Self.leastPane, spare * 2 / 5), 12)
        let (causes, others) = panes.split(top: share)
        self.causes = causes
        let hasWorkers = body.columns >= Self.wide ? others.rows >= Self.leastPane : others.rows >= 3 * Self.leastPane
        if !hasWorkers {
            (attention, workers) = (others.rows >= Self.leastPane ? others : .none, .none)
        } else if body.columns >= Self.wide {
            let (left, right) = others.split(left: others.columns * 3 / 5)
            (attention, workers) = (left, right.split(left: 1).rest)
        } else {
            (attention, workers) = others.split(bottom: min(max(Self.leastPane, others.rows / 3), 10))
        }
    }

    /// Returns the rows that even a long list leaves to the panes.
    private static func reserve(of rows: Int) -> Int {
        switch rows {
        case ..<15: 0
        case ..<28: leastPane + 1
        default: rows * 2 / 5
        }
    }
}

extension Rect {
    /// No room.
    fileprivate static let none = Rect(x: 0, y: 0, columns: 0, rows: 0)
}
