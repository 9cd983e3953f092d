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
        /// A count, drawn in the role of what it counts; nil is unknown.
        case count(ThemeRole, @Sendable (QueueSummary) -> Int?)
        /// Anything else, and what it is sorted by.
        case other(@Sendable (QueueSummary) -> SortKey, @Sendable (QueueSummary, DrawContext) -> StyledText)
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
        case .other(let key, _): key(queue)
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

extension QueueColumn {
    /// Returns the queues in the order of a column. Of equals, the one with more failures comes first, then by name.
    static func sorted(_ queues: [QueueSummary], by id: ID, descending: Bool) -> [QueueSummary] {
        guard let column = table.first(where: { $0.id == id }) else { return queues }
        let keyed = queues.map { (queue: $0, key: column.key(of: $0), failed: $0.counts.atLeast(.failed)) }
        return keyed.sorted { left, right in
            if left.key != right.key { return descending ? right.key < left.key : left.key < right.key }
            if left.failed != right.failed { return left.failed > right.failed }
            return left.queue.id < right.queue.id
        }
        .map(\.queue)
    }

    /// Returns whether a column is first sorted from large to small: names go the other way.
    static func descendsFirst(_ id: ID) -> Bool {
        switch id {
        case .prefix, .name, .latestFailure: false
        default: true
        }
    }
}
