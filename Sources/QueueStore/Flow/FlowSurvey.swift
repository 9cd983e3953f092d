import Queues
import Redis

/// Finds the pending children that block their parent among thousands of which one page is shown: some at each reading,
/// in turn, and again from the first one after the last, but slower.
struct FlowSurvey {
    /// The number of children that are looked at in one reading, at first and once all were looked at.
    static let (step, laterStep) = (500, 100)
    /// The number of ids of a list that are compared. With more, no child of that queue is taken for unlisted.
    private static let longestList = 20_000

    /// Whether each pending child that was looked at blocks, by its key.
    private var blocks: [[UInt8]: Bool] = [:]
    /// The ids in the lists of each queue when this turn began; nil where they are too many, or cannot be read.
    private var listed: [QueueID: Set<[UInt8]>?] = [:]
    private var next = 0
    private var isLater = false

    /// Returns the numbers for the children of a parent, of which those with the role `failed` always block.
    func numbers(of children: [FlowChild]) -> FlowBlocking {
        let pending = children.filter { $0.role == .pending }
        return FlowBlocking(
            count: children.count { $0.role == .failed } + pending.count { blocks[$0.key] == true },
            unknown: pending.count { blocks[$0.key] == nil })
    }

    /// Returns the children of a parent with those that block before all others.
    func blockingFirst(_ children: [FlowChild]) -> [FlowChild] {
        func isBlocking(_ child: FlowChild) -> Bool {
            child.role == .failed || child.role == .pending && blocks[child.key] == true
        }
        return children.filter(isBlocking) + children.filter { !isBlocking($0) }
    }

    /// Looks at the next ones of a parent's pending children.
    mutating func proceed(
        among pending: [FlowChild], of parent: FlowNode, _ reader: inout FlowReader
    ) throws(Trouble) {
        guard !pending.isEmpty else { return }
        if next >= pending.count { beginTurn(pending) }
        let some = Array(pending[next..<min(next + (isLater ? Self.laterStep : Self.step), pending.count)])
        next += some.count
        try look(at: some, of: parent, &reader)
    }

    /// Begins with the first child again, and forgets those that are no longer pending.
    private mutating func beginTurn(_ pending: [FlowChild]) {
        (next, isLater, listed) = (0, true, [:])
        let keys = Set(pending.map(\.key))
        blocks = blocks.filter { keys.contains($0.key) }
    }

    /// Takes what a confirmed reading of some children found. Of those that could not be read nothing new is known.
    mutating func note(_ children: [(child: FlowChild, node: FlowNode)]) {
        for (child, node) in children where child.role == .pending && node.unreadable.isEmpty {
            blocks[child.key] = node.isMoving ? nil : node.obstacle != nil
        }
    }

    /// Sorts some children into those that block and the others. Those that cannot be read stay unknown. A reading of
    /// each job decides where none of the lists and sorted sets has it, and a second one where it seems to block: it
    /// may have moved in the meantime.
    private mutating func look(
        at children: [FlowChild], of parent: FlowNode, _ reader: inout FlowReader
    ) throws(Trouble) {
        let jobs = try jobs(of: children, &reader)
        for queue in Set(jobs.map(\.node.queue)) where listed[queue] == nil {
            listed[queue] = .some(try Self.listedIDs(of: queue, reader.store))
        }
        var replies = try reader.store.askToRead(jobs.flatMap { commands($0.node) })
        var (open, doubtful) = ([(child: FlowChild, node: FlowNode)](), [(child: FlowChild, node: FlowNode)]())
        for (child, node) in jobs {
            var part = replies.take(1 + states(of: node).count)
            do {
                let exists = try part.nextCount() > 0
                let scores = try states(of: node).map { _ throws(Trouble) in try part.nextBytes() != nil }
                let state = zip(states(of: node), scores).first { $0.1 }?.0
                if !exists || state == .failed {
                    var node = node
                    (node.name, node.state) = (exists ? [] : nil, state)
                    doubtful.append((child, node))
                } else if state != nil || mayBeListed(node) {
                    blocks[child.key] = false
                } else {
                    open.append((child, node))
                }
            } catch {
                blocks[child.key] = nil
            }
        }
        doubtful += zip(open, try reader.read(open.map(\.node))).map { ($0.child, $1.node) }
        var nodes = doubtful.map(\.node)
        try reader.confirm(&nodes, of: parent)
        note(zip(doubtful, nodes).map { ($0.child, $1) })
    }

    /// Returns the jobs of some keys. One lookup finds the queues of all; after it, each key leads to its job.
    private func jobs(
        of children: [FlowChild], _ reader: inout FlowReader
    ) throws(Trouble) -> [(child: FlowChild, node: FlowNode)] {
        _ = try reader.nodes(of: children)
        var jobs: [(child: FlowChild, node: FlowNode)] = []
        for child in children {
            for node in try reader.nodes(of: [child]) { jobs.append((child, node)) }
        }
        return jobs
    }

    /// Returns whether a list of its queue has the job, or may have it.
    private func mayBeListed(_ node: FlowNode) -> Bool {
        guard let ids = listed[node.queue].flatMap({ $0 }) else { return true }
        return ids.contains(node.id.bytes)
    }

    /// Returns the states whose sorted sets are asked: of a job in a list, only whether it has failed since.
    private func states(of node: FlowNode) -> [JobState] {
        mayBeListed(node) && listed[node.queue].flatMap { $0 } != nil ? [.failed] : JobReading.sortedStates
    }

    private func commands(_ node: FlowNode) -> [Command] {
        let keys = QueueKeys(node.queue)
        return [.on(node.queue.key(of: node.id), "EXISTS")]
            + states(of: node).compactMap(keys.sortedSet(of:)).map { .on($0, member: node.id.bytes, "ZSCORE") }
    }

    /// Returns the ids in the lists of a queue; nil where they are too many, or cannot be read.
    private static func listedIDs(of queue: QueueID, _ store: QueueStore) throws(Trouble) -> Set<[UInt8]>? {
        let keys = QueueKeys(queue)
        var replies = try store.askToRead(
            [keys.active, keys.wait, keys.paused].map { .on($0, "LRANGE", "0", String(longestList - 1)) })
        var ids: Set<[UInt8]> = []
        do {
            for _ in 0..<3 {
                let list = try replies.nextList()
                guard list.count < longestList else { return nil }
                ids.formUnion(list)
            }
        } catch {
            return nil
        }
        return ids
    }
}
