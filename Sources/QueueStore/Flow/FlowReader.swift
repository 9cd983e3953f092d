public import Queues
import Redis

/// Reads a flow level by level.
struct FlowReader {
    let store: QueueStore
    /// The number of jobs that may still be read.
    private var left: Int
    /// The queue of each base that was looked up; nil for bases that are not queues.
    private(set) var known: [[UInt8]: QueueID?]

    /// The maximum number of levels, up or down, so that a flow that leads back to itself ends.
    private static let deepest = 64
    static let childrenAtOnce = 500
    /// The number of jobs whose lists are searched in one pipeline: each list is searched for each job.
    static let searchesAtOnce = 16
    /// The longest name that is read, in bytes.
    private static let longest = 64 * 1_024
    /// The longest key of a child that is read, in bytes. No library makes a longer one.
    private static let longestKey = 1_024
    /// The maximum number of colons of a key that are tried as the end of the queue's name.
    private static let mostSplits = 16

    init(_ store: QueueStore, limit: Int, known: [[UInt8]: QueueID?] = [:]) {
        self.store = store
        self.known = known
        left = limit
    }

    /// Returns the nodes with all that is known of the jobs themselves, each with the key of its parent.
    mutating func read(_ nodes: [FlowNode]) throws(Trouble) -> [(node: FlowNode, parentKey: [UInt8]?)] {
        var replies = try store.askToRead(nodes.flatMap(FlowReading.commands), longest: Self.longest)
        let readings = nodes.map { FlowReading(&replies, of: $0.id) }
        var found: [(node: FlowNode, parentKey: [UInt8]?)] = []
        for (node, reading) in zip(nodes, readings) {
            var node = node
            (node.name, node.state, node.counts) = (reading.name, reading.state, reading.counts)
            (node.unreadable, node.deferredFailure) = (reading.unreadable, reading.deferredFailure)
            found.append((node, reading.parentKey))
        }
        let open = readings.indices.filter { readings[$0].isStateOpen }
        for start in stride(from: 0, to: open.count, by: Self.searchesAtOnce) {
            let some = open[start..<min(start + Self.searchesAtOnce, open.count)]
            var lists = try store.askToRead(some.flatMap { store.listSearch(nodes[$0].id, QueueKeys(nodes[$0].queue)) })
            for index in some {
                let (id, keys) = (nodes[index].id, QueueKeys(nodes[index].queue))
                let state = try store.state(of: id, keys, &lists, &found[index].node.unreadable)
                found[index].node.state = state ?? readings[index].state
            }
        }
        return found
    }

    /// Returns the parent of a job, its parent, and so on. A way up that leads back to itself ends there.
    mutating func ancestors(of job: FlowNode, parentKey: [UInt8]?) throws(Trouble) -> [FlowNode] {
        var ancestors: [FlowNode] = []
        var seen: Set<JobPlace> = [job.place]
        var next = parentKey
        while let key = next, ancestors.count < Self.deepest {
            guard let parent = try nodes(of: [FlowChild(key: key, role: nil)]).first,
                seen.insert(parent.place).inserted, let found = try read([parent]).first
            else { break }
            ancestors.append(found.node)
            next = found.parentKey
        }
        return ancestors
    }

    /// Returns the node with its children and theirs, as many as the limit allows.
    mutating func descend(_ node: FlowNode, depth: Int = 0) throws(Trouble) -> FlowNode {
        var node = node
        guard node.counts.total > 0, left > 0, depth < Self.deepest else { return node }
        var children: [FlowNode] = []
        for role in FlowNode.Role.byUrgency where left > 0 && !node.cannotReadChildren(of: role) {
            var some = try self.children(of: &node, role: role).sorted(by: FlowChild.isInOrder)
            // Of more children than are listed, those that block come first.
            if role == .pending, node.waitsForChildren, some.count > left { some = try surveyed(some, of: &node) }
            children += try nodes(of: some.prefix(left))
            left -= min(left, some.count)
        }
        node.children = try read(children).map(\.node)
        try confirm(&node.children, of: node)
        for index in node.children.indices {
            node.children[index] = try descend(node.children[index], depth: depth + 1)
        }
        return node
    }

    /// Looks at all pending children of a job, and returns those that block before the others.
    private mutating func surveyed(_ pending: [FlowChild], of node: inout FlowNode) throws(Trouble) -> [FlowChild] {
        var survey = FlowSurvey()
        for _ in stride(from: 0, to: pending.count, by: FlowSurvey.step) {
            try survey.proceed(among: pending, of: node, &self)
        }
        node.survey = survey.numbers(of: pending)
        node.survey?.count += node.counts.failed
        return survey.blockingFirst(pending)
    }

    /// Returns the children of a role, in no order; at most about `FlowRequest.childLimit`. Counts those that are left
    /// out in `hidden`, and adds keys that the server refuses to `unreadable`. Of hashes it reads only the keys, since
    /// return values of children may be of any size.
    func children(of node: inout FlowNode, role: FlowNode.Role) throws(Trouble) -> [FlowChild] {
        let (key, count) = (node.queue.key(of: node.id) + role.suffix.utf8, node.counts[role])
        guard count > 0 else { return [] }
        guard let whole = role.command(on: key, count: count) else { return try pendingChildren(of: &node, key) }
        var replies = try store.askToRead([whole], longest: Self.longestKey)
        do {
            let members = try replies.next().parts()
            node.hidden += max(0, count - max(members.count, FlowRequest.childLimit))
            return try node.accept(members, role)
        } catch {
            node.unreadable.append(Unreadable(key: node.id.bytes + role.suffix.utf8, trouble: error))
            return []
        }
    }

    private func pendingChildren(of node: inout FlowNode, _ key: [UInt8]) throws(Trouble) -> [FlowChild] {
        var next: [UInt8]? = Array("0".utf8)
        var children: Set<FlowChild> = []
        while let cursor = next {
            guard children.count < FlowRequest.childLimit else {
                node.hidden += max(0, node.counts.pending - children.count)
                break
            }
            let words = [key, cursor] + ["COUNT", String(Self.childrenAtOnce)].map { Array($0.utf8) }
            var replies = try store.askToRead([Command("SSCAN", arguments: words)], longest: Self.longestKey)
            let found = try replies.next().scan(after: cursor)
            next = found.cursor
            children.formUnion(try node.accept(found.elements.parts(), .pending))
        }
        return Array(children)
    }

    /// Returns the jobs of these keys. Ids and names of queues may contain colons, so each split is tried: the longest
    /// base that is a queue counts (data model, trap 3).
    mutating func nodes(of children: some Collection<FlowChild>) throws(Trouble) -> [FlowNode] {
        let splits = children.map { Self.bases(of: $0.key) }
        // A key with only one possible split needs no lookup.
        let unknown = Set(splits.filter { $0.count > 1 }.joined()).filter { known[$0] == nil }
        let candidates = unknown.compactMap { QueueID(base: $0, prefixes: store.prefixes) }
        let existing = candidates.isEmpty ? [] : Set(try store.existing(among: candidates))
        for base in unknown {
            known[base] = .some(
                QueueID(base: base, prefixes: store.prefixes).flatMap { existing.contains($0) ? $0 : nil })
        }
        return zip(children, splits).compactMap { child, bases in
            let base = bases.last { known[$0].flatMap { $0 } != nil } ?? bases.first
            guard let base, let queue = QueueID(base: base, prefixes: store.prefixes) else { return nil }
            return FlowNode(queue: queue, id: JobID(Array(child.key[(base.count + 1)...])), role: child.role)
        }
    }

    /// Returns the possible bases of a queue in a job's key `prefix:name:id`, the shortest first.
    private static func bases(of key: [UInt8]) -> [[UInt8]] {
        let colons = key.indices.lazy.filter { key[$0] == UInt8(ascii: ":") && $0 + 1 < key.count }
        return colons.dropFirst().prefix(mostSplits).map { Array(key[..<$0]) }
    }
}

extension QueueStore {
    /// Reads the flow of a job: its parents upwards, and at most `limit` of its children downwards. Returns nil where
    /// the job does not exist.
    public func flow(of job: JobID, in queue: QueueID, limit: Int) throws(Trouble) -> Flow? {
        var reader = FlowReader(self, limit: limit)
        guard let found = try reader.read([FlowNode(queue: queue, id: job)]).first,
            found.node.name != nil || !found.node.unreadable.isEmpty
        else {
            return nil
        }
        let ancestors = try reader.ancestors(of: found.node, parentKey: found.parentKey)
        var job = try reader.descend(found.node)
        try job.fill(from: self)
        return Flow(ancestors: ancestors, job: job)
    }
}
