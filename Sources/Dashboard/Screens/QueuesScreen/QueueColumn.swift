import Canvas
import Queues

/// A column of the list of queues, described by one row of `QueueColumn.table`.
struct QueueColumn: RankedColumn, Sendable {
    /// The names of the columns; the raw values are used by the command line.
    enum ID: String, Sendable {
        case prefix, name
        case state = "health"
        case failed, waiting, active, delayed, prioritized, completed
        case failedPerMinute = "failed-per-minute"
        case completedPerMinute = "completed-per-minute"
        case waitingChildren = "waiting-children"
        case oldestWaiting = "oldest"
        case workers
        case latestFailure = "failure"
    }

    /// The content of a cell.
    enum Content: Sendable {
        /// A count, drawn in a role; nil is unknown. A group has the sum.
        case count(ThemeRole, @Sendable (QueueSummary) -> Int?)
        /// Another content with its sort key. A group has that of its queues together.
        case other(@Sendable (QueueSummary) -> SortKey, @Sendable (QueueSummary, DrawContext) -> StyledText)
        /// A content that depends on the row, such as a group, with its sort key.
        case row(@Sendable (QueueSummary) -> SortKey, @Sendable (QueueRow, DrawContext) -> StyledText)
    }

    let id: ID
    /// The name in the sort menu.
    let name: String
    /// The title.
    let title: DisplayText
    let width: ColumnWidth
    let alignment: Alignment
    /// The rank of the column: where there is no room, the lowest is dropped first.
    private(set) var priority: Int
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

    /// Returns the same column, which goes earlier or later where there is no room.
    func ranked(_ priority: Int) -> QueueColumn {
        var column = self
        column.priority = priority
        return column
    }

    /// Returns the count of a queue; nil where it is unknown or not a count.
    func count(of queue: QueueSummary) -> Int? {
        if case .count(_, let count) = content { count(queue) } else { nil }
    }

    /// Returns the sort key of a queue.
    func key(of queue: QueueSummary) -> SortKey {
        switch content {
        case .count(_, let count): .number(count(queue).map(Int64.init) ?? .min)
        case .other(let key, _), .row(let key, _): key(queue)
        }
    }
}

/// The key by which rows are sorted; numbers come before text.
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
public struct QueueOrder: Equatable, Sendable {
    /// The order of a list that nobody has sorted: the queues with the most failures a minute first.
    public static let standard = QueueOrder(column: .failedPerMinute, isDescending: true)

    /// The column that orders the rows.
    var column: QueueColumn.ID
    /// Whether the order is from large to small.
    public var isDescending: Bool

    init(column: QueueColumn.ID, isDescending: Bool) {
        (self.column, self.isDescending) = (column, isDescending)
    }

    /// Creates the order by a column of this name, as the configuration has it; nil where there is no such column.
    public init?(column: String, isDescending: Bool) {
        guard let column = QueueColumn.ID(rawValue: column) else { return nil }
        self.init(column: column, isDescending: isDescending)
    }

    /// The name of its column.
    public var columnName: String { column.rawValue }

    /// Returns items sorted by the column's value for their queues. Equal ones are ordered by the number of failures,
    /// then by name.
    func sorted<Item>(_ items: [Item], by queue: (Item) -> QueueSummary) -> [Item] {
        guard let column = QueueColumn.table.first(where: { $0.id == column }) else { return items }
        // Places move about, and not thousands of queues.
        let places = items.indices.map { index in
            let queue = queue(items[index])
            return Place(index: index, key: column.key(of: queue), failed: queue.counts.atLeast(.failed))
        }
        return places.sorted { left, right in
            if left.key != right.key { return isDescending ? right.key < left.key : left.key < right.key }
            if left.failed != right.failed { return left.failed > right.failed }
            return queue(items[left.index]).id < queue(items[right.index]).id
        }
        .map { items[$0.index] }
    }

    /// The place of an item while it is sorted.
    private struct Place {
        let index: Int
        let key: SortKey
        let failed: Int
    }
}

extension QueueColumn {
    /// Whether it shows a count.
    var isCount: Bool { if case .count = content { true } else { false } }

    /// Returns whether a column is first sorted from large to small; names are not.
    static func descendsFirst(_ id: ID) -> Bool {
        switch id {
        case .prefix, .name, .latestFailure: false
        default: true
        }
    }
}
