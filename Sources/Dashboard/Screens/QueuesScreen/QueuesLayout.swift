import Canvas

/// The places of the parts of the list of queues. The list has the height that it needs, and the panes below it fill
/// the rest; a list that is longer than the screen leaves them a part.
struct QueuesLayout: Equatable, Sendable {
    /// The width from which the table shows the latest failure, and the detail of a queue is beside the other panes.
    static let wide = 150
    /// The width from which there are two cells between columns, and verdicts of any length.
    static let roomy = 100
    /// The width from which pictures and trends come before columns that only add counts.
    static let pictured = 120
    /// The width below which a verdict is one word.
    static let narrow = 70

    /// The sums over all queues; empty on a low screen.
    let totals: Rect
    /// The table with its head.
    let table: Rect
    /// The latest failure of the queue under the cursor, where there is no room for its causes; empty on the lowest
    /// screens.
    let detail: Rect
    /// The pane of the causes of recent failures of the queue under the cursor.
    let causes: Rect
    /// The pane of the queues that need attention.
    let attention: Rect
    /// The pane of the workers of the queue under the cursor.
    let workers: Rect
    /// The pane of the counts and the charts of the queue under the cursor, beside the others on a wide screen.
    let facts: Rect
    /// The line between the panes beside each other.
    let divider: Rect

    /// The minimum height of a pane: a rule with its title, and three lines.
    private static let leastPane = 4
    /// The minimum height of the facts: a rule, two lines, and a chart.
    private static let leastFacts = 8

    /// Creates the places for a list of this number of rows. The number does not depend on a filter, so that typing one
    /// moves nothing.
    init(_ body: Rect, rows listed: Int) {
        let isNarrow = body.columns < ScreenLayout.leastWhole.columns
        self = isNarrow ? QueuesLayout(small: body) : QueuesLayout(whole: body, rows: listed)
    }

    /// Creates the places on a narrow screen, which has only the table.
    private init(small body: Rect) {
        table = body
        (totals, detail, causes, attention) = (.none, .none, .none, .none)
        (workers, facts, divider) = (.none, .none, .none)
    }

    private init(whole body: Rect, rows listed: Int) {
        let (totals, rest) = body.split(top: body.rows >= 20 ? 2 : body.rows >= 11 ? 1 : 0)
        self.totals = totals
        let wanted = min(max(1, listed), Size.limit) + 1
        let spare = max(rest.rows - wanted, Self.reserve(of: rest.rows))
        guard spare >= Self.leastPane else {
            let detailRows = body.rows < 6 ? 0 : body.rows >= 22 ? 2 : 1
            (table, detail) = rest.split(bottom: detailRows)
            (causes, attention, workers, facts, divider) = (.none, .none, .none, .none, .none)
            return
        }
        let (list, panes) = rest.split(bottom: spare)
        (table, detail) = (list, .none)
        let share = spare < 2 * Self.leastPane ? spare : min(max(Self.leastPane, spare * 2 / 5), 12)
        guard body.columns < Self.wide else {
            let (left, right) = panes.split(left: panes.columns * 3 / 5)
            let (causes, attention) = left.split(top: share)
            self.causes = causes
            self.attention = attention.rows >= Self.leastPane ? attention : .none
            let beside: Rect
            (divider, beside) = right.split(left: 1)
            let workerRows = min(max(Self.leastPane, beside.rows / 4), 10)
            if beside.rows >= Self.leastFacts + workerRows {
                (facts, workers) = beside.split(bottom: workerRows)
            } else {
                (facts, workers) = (.none, beside)
            }
            return
        }
        let (causes, others) = panes.split(top: share)
        self.causes = causes
        (facts, divider) = (.none, .none)
        if others.rows >= 3 * Self.leastPane {
            (attention, workers) = others.split(bottom: min(max(Self.leastPane, others.rows / 3), 10))
        } else {
            (attention, workers) = (others.rows >= Self.leastPane ? others : .none, .none)
        }
    }

    /// Returns the number of rows that even a long list leaves to the panes.
    private static func reserve(of rows: Int) -> Int {
        switch rows {
        case ..<15: 0
        case ..<28: leastPane + 1
        default: rows * 2 / 5
        }
    }
}

extension Rect {
    /// The place of a part without room.
    fileprivate static let none = Rect(x: 0, y: 0, columns: 0, rows: 0)
}
