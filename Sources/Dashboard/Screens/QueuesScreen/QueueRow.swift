import Queues

/// A row of the list of queues: a queue, or in a tree a group of queues whose names begin alike.
struct QueueRow: Equatable, Sendable {
    /// The content of a row. Groups, which are few, are indirect, so that rows of thousands of queues are small.
    enum Content: Equatable, Sendable {
        case queue(QueueSummary)
        indirect case group(QueueGroup)
    }

    /// The identity of a row, the same after the next reading.
    enum Key: Hashable, Sendable {
        case queue(QueueID)
        case group([UInt8])
    }

    let content: Content
    /// The label in the list; in a tree, without the part that its group shows.
    let label: [UInt8]
    /// The number of groups around it; nil in a plain list.
    var depth: Int?
    var isPinned = false
    var isHidden = false

    /// Creates a queue with its whole name.
    init(_ queue: QueueSummary) {
        content = .queue(queue)
        label = queue.id.name
    }

    init(_ content: Content, label: [UInt8], depth: Int) {
        self.content = content
        self.label = label
        self.depth = depth
    }

    /// The queue; nil for a group.
    var queue: QueueSummary? { if case .queue(let queue) = content { queue } else { nil } }
    /// The group; nil for a queue.
    var group: QueueGroup? { if case .group(let group) = content { group } else { nil } }
    /// The queue, or the queues of the group.
    var queues: [QueueSummary] {
        switch content {
        case .queue(let queue): [queue]
        case .group(let group): group.queues
        }
    }

    /// The summary of the queue, or that of all queues of the group together.
    var sum: QueueSummary {
        switch content {
        case .queue(let queue): queue
        case .group(let group): group.sum
        }
    }

    var key: Key {
        switch content {
        case .queue(let queue): .queue(queue.id)
        case .group(let group): .group(group.path)
        }
    }
}

/// Queues whose names begin alike.
struct QueueGroup: Equatable, Sendable {
    /// The common beginning of their names, with the delimiter.
    let path: [UInt8]
    /// All queues of the group and of the groups within it.
    let queues: [QueueSummary]
    /// Whether the queues are not listed.
    let isFolded: Bool
    /// The summary of all queues together, for sorting and for the columns that are not counts. Its counts are
    /// minimums.
    let sum: QueueSummary
    /// The gravest verdict on any of the queues, and the number of queues with a verdict of its kind.
    let worst: Verdict
    let worstCount: Int

    /// Creates a group as it is at a time on the server's clock.
    init(path: [UInt8], queues: [QueueSummary], isFolded: Bool, now: Milliseconds) {
        self.path = path
        self.queues = queues
        self.isFolded = isFolded
        let prefixes = Set(queues.map(\.id.prefix))
        var sum = QueueSummary(id: QueueID(prefix: prefixes.count == 1 ? prefixes.first ?? [] : [], name: path))
        for state in JobState.allCases { sum.counts[state] = CountSum(queues.map { $0.counts[state] }).atLeast }
        sum.failedPerMinute = CountSum(queues.map(\.failedPerMinute)).atLeast
        sum.completedPerMinute = CountSum(queues.map(\.completedPerMinute)).atLeast
        sum.oldestWaiting = queues.compactMap(\.oldestWaiting).min()
        let latest = queues.max { $0.latestFailureAt ?? .min < $1.latestFailureAt ?? .min }
        (sum.latestFailure, sum.latestFailureAt) = (latest?.latestFailure, latest?.latestFailureAt)
        self.sum = sum
        let verdicts = queues.map { $0.health(at: now).verdict }
        let worst = verdicts.min { $0.gravity < $1.gravity } ?? .idle(nextRun: nil)
        self.worst = worst
        worstCount = verdicts.count { $0.kind == worst.kind }
    }
}
