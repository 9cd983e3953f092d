import Queues

/// Lists queues as a tree: queues whose names have the same beginning, up to a delimiter, are a group. A group has two
/// queues or more; a group whose only content is another group is merged with it.
struct QueueTree {
    let delimiter: NameDelimiter
    /// The groups whose queues are not listed.
    let folded: Set<[UInt8]>
    let order: QueueOrder
    /// The time of the reading, on the server's clock.
    let now: Milliseconds

    /// The maximum depth of groups, so that a name with many delimiters cannot overflow the stack.
    private static let depthLimit = 16

    /// Returns the rows of queues, in the order of each level.
    func rows(_ queues: [QueueSummary]) -> [QueueRow] { rows(queues, below: 0, depth: 0) }

    /// Returns the rows of queues whose names have the first `start` bytes in common.
    private func rows(_ queues: [QueueSummary], below start: Int, depth: Int) -> [QueueRow] {
        let level = order.sorted(contents(queues, below: start, depth: depth)) { content in
            switch content {
            case .queue(let queue): queue
            case .group(let group): group.sum
            }
        }
        return level.flatMap { content in
            switch content {
            case .queue(let queue):
                return [QueueRow(content, label: Array(queue.id.name.dropFirst(start)), depth: depth)]
            case .group(let group):
                let row = QueueRow(content, label: Array(group.path.dropFirst(start)), depth: depth)
                return group.isFolded ? [row] : [row] + rows(group.queues, below: group.path.count, depth: depth + 1)
            }
        }
    }

    /// Returns the queues and groups of a level.
    private func contents(_ queues: [QueueSummary], below start: Int, depth: Int) -> [QueueRow.Content] {
        guard depth < Self.depthLimit else { return queues.map { .queue($0) } }
        var members: [[UInt8]: [QueueSummary]] = [:]
        var contents: [QueueRow.Content] = []
        for queue in queues {
            if let path = beginning(of: queue.id.name, after: start) {
                members[path, default: []].append(queue)
            } else {
                contents.append(.queue(queue))
            }
        }
        return contents
            + members.map { path, some in
                guard some.count > 1 else { return .queue(some[0]) }
                let whole = longest(path, of: some)
                return .group(QueueGroup(path: whole, queues: some, isFolded: folded.contains(whole), now: now))
            }
    }

    /// Returns the name up to the next delimiter; nil where there is none, or nothing after it.
    private func beginning(of name: [UInt8], after start: Int) -> [UInt8]? {
        guard let end = name.dropFirst(start).firstIndex(of: delimiter.rawValue), end + 1 < name.count else {
            return nil
        }
        return Array(name[...end])
    }

    /// Returns the longest beginning that all names have in common.
    private func longest(_ path: [UInt8], of queues: [QueueSummary]) -> [UInt8] {
        var path = path
        while let first = queues.first, let next = beginning(of: first.id.name, after: path.count),
            queues.allSatisfy({ $0.id.name.starts(with: next) && $0.id.name.count > next.count })
        {
            path = next
        }
        return path
    }
}
