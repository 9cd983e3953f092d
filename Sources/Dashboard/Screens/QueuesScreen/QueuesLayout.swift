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
    /// The pane of the latest failed jobs of the queue under the cursor, on a tall screen.
    let latest: Rect
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
    /// The minimum heights of the attention pane, and of the latest failed jobs below it.
    private static let (leastAttention, leastLatest) = (9, 6)

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
        (latest, workers, facts, divider) = (.none, .none, .none, .none)
    }

    private init(whole body: Rect, rows listed: Int) {
        let (totals, rest) = body.split(top: body.rows >= 20 ? 2 : body.rows >= 11 ? 1 : 0)
        self.totals = totals
        let wanted = min(max(1, listed), Size.limit) + 1
        let spare = max(rest.rows - wanted, Self.reserve(of: rest.rows))
        guard spare >= Self.leastPane else {
            let detailRows = body.rows < 6 ? 0 : body.rows >= 22 ? 2 : 1
            (table, detail) = rest.split(bottom: detailRows)
            (causes, attention, latest) = (.none, .none, .none)
            (workers, facts, divider) = (.none, .none, .none)
            return
        }
        let (list, panes) = rest.split(bottom: spare)
        (table, detail) = (list, .none)
        let share = spare < 2 * Self.leastPane ? spare : min(max(Self.leastPane, spare * 2 / 5), 12)
        guard body.columns < Self.wide else {
            let (left, right) = panes.split(left: panes.columns * 3 / 5)
            let others: Rect
            (causes, others) = left.split(top: share)
            (attention, latest) = Self.divided(others)
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
        let others: Rect
        (causes, others) = panes.split(top: share)
        (facts, divider) = (.none, .none)
        let hasWorkers = others.rows >= 3 * Self.leastPane
        let (lines, below) = others.split(bottom: hasWorkers ? min(max(Self.leastPane, others.rows / 3), 10) : 0)
        (attention, latest) = Self.divided(lines)
        workers = hasWorkers ? below : .none
    }

    /// Returns the attention pane and that of the latest failed jobs below it, which needs a tall screen.
    private static func divided(_ place: Rect) -> (attention: Rect, latest: Rect) {
        guard place.rows >= leastPane else { return (.none, .none) }
        guard place.rows >= leastAttention + leastLatest else { return (place, .none) }
        let (attention, latest) = place.split(top: max(leastAttention, min(place.rows / 2, 12)))
        return (attention, latest)
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

    /// The place of the lines of a pane: the cursor's mark is to their left, and a blank to their right.
    var lines: Rect {
        let text = split(left: 2).rest
        return text.split(left: text.columns - 1).left
    }
}
