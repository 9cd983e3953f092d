public import Queues
import Redis

/// Reads a flow level by level.
struct FlowReader {
    let store: QueueStore
    /// Jobs that may still be read.
    private var left: Int
    /// The queues that keys were found to belong to; nil for bases that are no queue.
    private var known: [[UInt8]: QueueID?] = [:]

    /// The most levels, up or down: a flow that leads back to itself ends there.
    private static let deepest = 64
    private static let childrenAtOnce = 100
    /// The longest key or name that is read, in bytes. What children have returned is not wanted, and may be long.
    private static let longest = 64 * 1_024

    init(_ store: QueueStore, limit: Int) {
        self.store = store
        left = limit
    }

    /// A node with all that is known of the job itself, and the key of its parent.
    mutating func read(_ nodes: [FlowNode]) throws(Trouble) -> [(node: FlowNode, parentKey: [UInt8]?)] {
        var replies = try store.askToRead(nodes.flatMap(FlowReading.commands), longest: Self.longest)
        let readings = nodes.map { FlowReading(&replies, of: $0.id) }
        let open = zip(nodes, readings).filter { $0.1.isStateOpen }.map(\.0)
        var lists = try store.askToRead(open.flatMap { store.listSearch($0.id, QueueKeys($0.queue)) })
        var found: [(node: FlowNode, parentKey: [UInt8]?)] = []
        for (node, reading) in zip(nodes, readings) {
            var node = node
            (node.name, node.state, node.counts) = (reading.name, reading.state, reading.counts)
            node.unreadable = reading.unreadable
            if reading.isStateOpen {
                let keys = QueueKeys(node.queue)
                node.state = try store.state(of: node.id, keys, &lists, &node.unreadable) ?? reading.state
            }
            found.append((node, reading.parentKey))
        }
        return found
    }

    /// Returns the parent, its parent, and so on.
    mutating func ancestors(of parentKey: [UInt8]?) throws(Trouble) -> [FlowNode] {
        var ancestors: [FlowNode] = []
        var next = parentKey
        while let key = next, ancestors.count < Self.deepest {
            guard let parent = try nodes(of: [key], role: nil).first else { break }
            guard let found = try read([parent]).first else { break }
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
        for role in FlowNode.Role.allCases where !node.cannotReadChildren(of: role) {
            children += try self.children(of: node, role: role)
        }
        node.children = try read(children).map(\.node)
        for index in node.children.indices {
            node.children[index] = try descend(node.children[index], depth: depth + 1)
        }
        return node
    }

    /// Returns the children of a role, page by page.
    private mutating func children(of node: FlowNode, role: FlowNode.Role) throws(Trouble) -> [FlowNode] {
        let key = node.queue.key(of: node.id) + role.suffix.utf8
        var next: [UInt8]? = Array("0".utf8)
        var keys: [[UInt8]] = []
        var seen: Set<[UInt8]> = []
        while let cursor = next, left > 0 {
            let words = [key, cursor] + ["COUNT", String(Self.childrenAtOnce)].map { Array($0.utf8) }
            var replies = try store.askToRead([Command(role.scan, arguments: words)], longest: Self.longest)
            let found = try replies.next().scan(after: cursor)
            next = found.cursor
            let members = try found.elements.parts()
            for index in stride(from: 0, to: members.count, by: role.hasValues ? 2 : 1) where left > 0 {
                let (key, length) = try members[index].excerpt()
                // No job that a library has made has a key of that length.
                guard key.count == length, seen.insert(key).inserted else { continue }
                keys.append(key)
                left -= 1
            }
        }
        return try nodes(of: keys.sorted { $0.lexicographicallyPrecedes($1) }, role: role)
    }

    /// Returns the jobs of these keys. Ids and names of queues may have colons, so each split is tried: the longest
    /// base that is a queue counts (data model, trap 3).
    private mutating func nodes(of keys: [[UInt8]], role: FlowNode.Role?) throws(Trouble) -> [FlowNode] {
        let splits = keys.map { Self.bases(of: $0) }
        let unknown = Set(splits.joined()).filter { known[$0] == nil }
        let candidates = unknown.compactMap { QueueID(base: $0, prefixes: store.prefixes) }
        let existing = Set(try store.existing(among: candidates))
        for base in unknown {
            known[base] = .some(
                QueueID(base: base, prefixes: store.prefixes).flatMap { existing.contains($0) ? $0 : nil })
        }
        return zip(keys, splits).compactMap { key, bases in
            let base = bases.last { known[$0].flatMap { $0 } != nil } ?? bases.first
            guard let base, let queue = QueueID(base: base, prefixes: store.prefixes) else { return nil }
            return FlowNode(queue: queue, id: JobID(Array(key[(base.count + 1)...])), role: role)
        }
    }

    /// Returns what may be a queue's base in a job's key `prefix:name:id`, the shortest first.
    private static func bases(of key: [UInt8]) -> [[UInt8]] {
        let colons = key.indices.filter { key[$0] == UInt8(ascii: ":") && $0 + 1 < key.count }
        return colons.dropFirst().map { Array(key[..<$0]) }
    }
}

extension QueueStore {
    /// Reads the flow that a job belongs to: its parents upwards, and its children downwards, at most `limit` of them. Nil
    /// where the job does not exist.
    public func flow(of job: JobID, in queue: QueueID, limit: Int) throws(Trouble) -> Flow? {
        var reader = FlowReader(self, limit: limit)
        guard let found = try reader.read([FlowNode(queue: queue, id: job)]).first,
            found.node.name != nil || !found.node.unreadable.isEmpty
        else {
            return nil
        }
        let ancestors = try reader.ancestors(of: found.parentKey)
        return Flow(ancestors: ancestors, job: try reader.descend(found.node))
    }
}
