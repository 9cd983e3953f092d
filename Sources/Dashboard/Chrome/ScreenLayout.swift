import Canvas

/// Where the parts of every screen are. It depends on the size alone, so that nothing jumps when the connection does.
struct ScreenLayout: Equatable, Sendable {
    /// Below this size there is nothing to be read, and no screen is drawn.
    static let least = Size(columns: 40, rows: 8)

    /// Whether a screen of this size can be read.
    static func isLegible(_ size: Size) -> Bool { size.columns >= least.columns && size.rows >= least.rows }

    /// The connection and where we are.
    let header: Rect
    /// The server; empty on a low screen.
    let server: Rect
    /// The screen on top.
    let body: Rect
    /// Where a job is drawn: the body without its margins.
    let job: Rect
    /// Hints, prompts, questions and notices.
    let footer: Rect

    init(_ size: Size) {
        let (top, rest) = Rect(size).split(top: 1)
        let (server, middle) = rest.split(top: size.rows >= 14 ? 1 : 0)
        let (body, footer) = middle.split(bottom: 1)
        self.header = top
        self.server = server
        self.body = body
        self.job = body.inset(columns: 1)
        self.footer = footer
    }
}

/// Where the parts of the list of queues are.
struct QueuesLayout: Equatable, Sendable {
    /// Screens as wide as this have room for the latest failure in the table.
    static let wide = 150

    /// The sums over all queues; empty on a low screen.
    let totals: Rect
    /// The table with its head.
    let table: Rect
    /// The latest failure of the queue under the cursor, with room for its words; empty on a low screen, and where
    /// `attention` tells it.
    let detail: Rect
    /// Which queues want attention and why, below a list that leaves room for it; else empty.
    let attention: Rect

    /// Fewer rows are no room for `attention`.
    private static let leastAttention = 4

    /// The parts for a list of so many queues, whatever the filter leaves of them, so that typing one moves nothing.
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

/// Where the parts of a queue's screen are.
struct QueueLayout: Equatable, Sendable {
    /// Screens as wide as this have the job beside the table.
    static let wide = 110

    let tabs: Rect
    /// The table with its head.
    let table: Rect
    /// The line between table and pane; empty without a pane.
    let rule: Rect
    /// The job under the cursor; empty where there is no room.
    let pane: Rect
    /// What part of the list is shown.
    let status: Rect

    init(_ body: Rect) {
        let (tabs, rest) = body.split(top: 1)
        let (middle, status) = rest.split(bottom: 1)
        self.tabs = tabs
        self.status = status
        if body.columns >= Self.wide {
            let (left, right) = middle.split(left: body.columns * 3 / 5)
            table = left
            (rule, pane) = right.split(left: 1)
        } else if middle.rows >= 16 {
            let (top, low) = middle.split(bottom: min(10, middle.rows / 3 + 1))
            table = top
            (rule, pane) = low.split(top: 1)
        } else {
            table = middle
            rule = Rect(x: 0, y: 0, columns: 0, rows: 0)
            pane = rule
        }
    }

    /// Jobs that fit below the head of the table.
    var pageSize: Int { max(1, table.rows - 1) }
}

extension Menu.Kind {
    /// How wide the box is where there is room, in cells.
    fileprivate var columns: Int {
        switch self {
        case .help, .palette, .actions: 76
        case .sort, .themes: 50
        }
    }
}

/// Where the parts of a menu are.
struct MenuLayout: Equatable, Sendable {
    let box: Rect
    /// The field that narrows the list.
    let field: Rect
    let list: Rect

    init(_ size: Size, kind: Menu.Kind, items: Int) {
        let columns = min(max(0, size.columns - 4), kind.columns)
        let rows = min(max(4, items + 3), max(0, size.rows - 3))
        box = Rect(x: (size.columns - columns) / 2, y: min(2, max(0, size.rows - rows)), columns: columns, rows: rows)
        (field, list) = box.inset(columns: 1, rows: 1).split(top: 1)
    }
}
