import Queues
import Redis

/// The replies of one round trip about a job of a flow.
struct FlowReading {
    private static let sortedStates = JobReading.sortedStates

    let name: [UInt8]?
    /// The state, where it is one that is kept in a sorted set.
    let state: JobState?
    let counts: Children
    let parentKey: [UInt8]?
    /// The failed reason that the next worker will give it.
    let deferredFailure: [UInt8]?
    let exists: Bool
    /// The keys that could not be read.
    let unreadable: [Unreadable]

    /// The keys with a job's children, each with the command that counts it: pending, processed, ignored, failed.
    private static let sizes: [(key: String, command: String)] = [
        (":dependencies", "SCARD"), (":processed", "HLEN"), (":failed", "HLEN"), (":unsuccessful", "ZCARD"),
    ]

    static func commands(_ node: FlowNode) -> [Command] {
        let hash = node.queue.key(of: node.id)
        let keys = QueueKeys(node.queue)
        return [.on(hash, "EXISTS"), .on(hash, "HMGET", "name", "parentKey", "defa")]
            + sortedStates.compactMap(keys.sortedSet(of:)).map { .on($0, member: node.id.bytes, "ZSCORE") }
            + Self.sizes.map { .on(hash + $0.0.utf8, $0.1) }
    }

    /// Reads the replies to `commands` for a job. Takes all of them.
    init(_ replies: inout Replies, of job: JobID) {
        var unreadable: [Unreadable] = []
        func read<Value>(_ key: some Sequence<UInt8>, _ body: (Reply) throws(Trouble) -> Value) -> Value? {
            do {
                return try body(replies.reply())
            } catch {
                unreadable.append(Unreadable(key: key, trouble: error))
                return nil
            }
        }
        let exists = read(job.bytes) { reply throws(Trouble) in try reply.count() > 0 } ?? false
        let fields = read(job.bytes) { reply throws(Trouble) in
            var fields = Replies(try reply.parts())
            let (name, parent, deferred) = (fields.reply(), fields.reply(), fields.reply())
            let parentKey = parent.isNull ? nil : try parent.excerpt()
            return (
                name: name.isNull ? nil : try name.excerpt().bytes,
                parentKey: parentKey.flatMap { $0.bytes.count == $0.length ? $0.bytes : nil },
                deferred: deferred.isNull ? nil : try deferred.excerpt().bytes
            )
        }
        name = exists ? fields.map { Array(($0.name ?? []).prefix(JobRow.textLimit)) } : nil
        parentKey = fields?.parentKey
        deferredFailure = fields?.deferred.map { Array($0.prefix(JobRow.textLimit)) }
        let scores = Self.sortedStates.map { state in
            read(state.rawValue.utf8) { reply throws(Trouble) in try reply.optionalBytes() }.flatMap { $0 }
        }
        state = zip(Self.sortedStates, scores).first { $0.1 != nil }?.0
        let sizes = Self.sizes.map { key, _ in
            read(job.bytes + key.utf8) { reply throws(Trouble) in try reply.count() } ?? 0
        }
        counts = Children(pending: sizes[0], processed: sizes[1], ignored: sizes[2], failed: sizes[3])
        self.exists = exists
        self.unreadable = unreadable
    }

    /// Whether the lists must be searched for the id.
    var isStateOpen: Bool { exists && (state == nil || state == .waitingChildren) }
}

extension FlowNode {
    /// Returns whether the key with the children of a role cannot be read.
    func cannotReadChildren(of role: Role) -> Bool {
        let key = id.bytes + role.suffix.utf8
        return unreadable.contains { $0.key == key }
    }
}

extension FlowNode.Role {
    /// The roles in the order of a list: children that block first.
    static let byUrgency: [FlowNode.Role] = [.failed, .pending, .ignored, .processed]

    /// The suffix of the key with the children of this role, after the key of the parent's hash.
    var suffix: String {
        switch self {
        case .pending: ":dependencies"
        case .processed: ":processed"
        case .ignored: ":failed"
        case .failed: ":unsuccessful"
        }
    }

    /// Returns the command that reads the keys of the children; nil where they are read step by step. Of a hash with
    /// more children than are listed it reads some, which requires Redis 6.2.
    func command(on key: [UInt8], count: Int) -> Command? {
        let limit = FlowRequest.childLimit
        return switch self {
        case .pending: nil
        case .processed, .ignored: count <= limit ? .on(key, "HKEYS") : .on(key, "HRANDFIELD", String(limit))
        case .failed: .on(key, "ZRANGE", "0", String(limit - 1))
        }
    }

    /// Returns the command that checks whether a key is that of a child of this role.
    func question(on key: [UInt8], about child: [UInt8]) -> Command {
        switch self {
        case .pending: .on(key, member: child, "SISMEMBER")
        case .processed, .ignored: .on(key, member: child, "HEXISTS")
        case .failed: .on(key, member: child, "ZSCORE")
        }
    }
}

/// A child as its parent's keys name it.
struct FlowChild: Hashable {
    let key: [UInt8]
    let role: FlowNode.Role?

    /// Returns whether `left` comes before `right`: children of one queue are adjacent, shorter ids first, so that
    /// numbers are in order.
    static func isInOrder(_ left: FlowChild, _ right: FlowChild) -> Bool {
        let (one, other) = (left.key.lastIndex(of: UInt8(ascii: ":")), right.key.lastIndex(of: UInt8(ascii: ":")))
        let (base, second) = (left.key[..<(one ?? 0)], right.key[..<(other ?? 0)])
        guard base == second else { return base.lexicographicallyPrecedes(second) }
        guard left.key.count == right.key.count else { return left.key.count < right.key.count }
        return left.key.lexicographicallyPrecedes(right.key)
    }
}

extension FlowNode {
    /// Returns those of some keys that can be a job's, `prefix:name:id`; counts the others in `hidden`.
    mutating func accept(_ members: [Reply], _ role: Role) throws(Trouble) -> [FlowChild] {
        var children: [FlowChild] = []
        for member in members {
            let (key, length) = try member.excerpt()
            let colons = key.dropLast().count { $0 == UInt8(ascii: ":") }
            if key.count == length, colons > 1 { children.append(FlowChild(key: key, role: role)) } else { hidden += 1 }
        }
        return children
    }
}

extension Children {
    /// Returns the number of children of a role.
    subscript(role: FlowNode.Role) -> Int {
        switch role {
        case .pending: pending
        case .processed: processed
        case .ignored: ignored
        case .failed: failed
        }
    }
}
