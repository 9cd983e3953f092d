import Canvas
import Queues

/// A column of the list of queues: one row of `QueueColumn.table` is all that a column needs.
struct QueueColumn: Sendable {
    /// The raw value is what the command line calls it.
    enum ID: String, Sendable {
        case prefix, name, state
        case failed, waiting, active, delayed, prioritized, completed
        case failedPerMinute = "failed-per-minute"
        case completedPerMinute = "completed-per-minute"
        case waitingChildren = "waiting-children"
        case oldestWaiting = "oldest"
        case latestFailure = "failure"
    }

    /// What a cell holds.
    enum Content: Sendable {
        /// A count, drawn in the role of what it counts; nil is unknown. A group has the sum.
        case count(ThemeRole, @Sendable (QueueSummary) -> Int?)
        /// Anything else, and what it is sorted by. A group has that of its queues together.
        case other(@Sendable (QueueSummary) -> SortKey, @Sendable (QueueSummary, DrawContext) -> StyledText)
        /// The same for what a row shows otherwise than a queue by itself.
        case row(@Sendable (QueueSummary) -> SortKey, @Sendable (QueueRow, DrawContext) -> StyledText)
    }

    let id: ID
    /// What the sort menu calls it.
    let name: String
    /// What stands above it.
    let title: DisplayText
    let width: ColumnWidth
    let alignment: Alignment
    /// Where there is no room, the lowest goes first.
    let priority: Int
    let content: Content

    init(
        _ id: ID, _ name: String, _ title: DisplayText, _ width: ColumnWidth, alignment: Alignment = .right,
        priority: Int, _ content: Content
    ) {
        self.id = id
        self.name = name
        self.title = title
        self.width = width
        self.alignment = alignment
        self.priority = priority
        self.content = content
    }

    /// Returns the count it shows of a queue; nil where it is unknown or no count.
    func count(of queue: QueueSummary) -> Int? {
        if case .count(_, let count) = content { count(queue) } else { nil }
    }

    /// Returns what a queue is sorted by.
    func key(of queue: QueueSummary) -> SortKey {
        switch content {
        case .count(_, let count): .number(count(queue).map(Int64.init) ?? .min)
        case .other(let key, _), .row(let key, _): key(queue)
        }
    }
}

/// What rows are ordered by; numbers before text, where a column has both.
enum SortKey: Comparable, Sendable {
    case number(Int64)
    case text([UInt8])

    static func < (left: SortKey, right: SortKey) -> Bool {
        switch (left, right) {
        case (.number(let left), .number(let right)): left < right
        case (.text(let left), .text(let right)): left.lexicographicallyPrecedes(right)
        case (.number, .text): true
        case (.text, .number): false
        }
    }
}

/// The order of the list of queues.
struct QueueOrder: Equatable, Sendable {
    /// The column that orders the rows.
    var column: QueueColumn.ID
    /// Whether it runs from large to small.
    var isDescending: Bool

    /// Returns items in this order of what they show of queues. Of equals, the one with more failures comes first, then by
    /// name.
    func sorted<Item>(_ items: [Item], by queue: (Item) -> QueueSummary) -> [Item] {
        guard let column = QueueColumn.table.first(where: { $0.id == column }) else { return items }
        let keyed = items.map { item in
            let queue = queue(item)
            return (item: item, key: column.key(of: queue), failed: queue.counts.atLeast(.failed), id: queue.id)
        }
        return keyed.sorted { left, right in
            if left.key != right.key { return isDescending ? right.key < left.key : left.key < right.key }
            if left.failed != right.failed { return left.failed > right.failed }
            return left.id < right.id
        }
        .map(\.item)
    }
}

extension QueueColumn {
    /// Whether it shows a count.
    var isCount: Bool { if case .count = content { true } else { false } }

    /// Returns whether a column is first sorted from large to small: names go the other way.
    static func descendsFirst(_ id: ID) -> Bool {
        switch id {
        case .prefix, .name, .latestFailure: false
        default: true
        }
    }
}
