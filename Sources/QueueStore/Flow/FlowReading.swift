import Queues
import Redis

/// What one round trip brings of a job of a flow.
struct FlowReading {
    private static let sortedStates = JobReading.sortedStates

    let name: [UInt8]?
    /// The state, if it is one that is kept in a sorted set.
    let state: JobState?
    let counts: Children
    let parentKey: [UInt8]?
    let exists: Bool
    /// The keys that could not be read.
    let unreadable: [Unreadable]

    /// The keys with a job's children and how they are counted: pending, processed, ignored, failed.
    private static let sizes: [(key: String, command: String)] = [
        (":dependencies", "SCARD"), (":processed", "HLEN"), (":failed", "HLEN"), (":unsuccessful", "ZCARD"),
    ]

    static func commands(_ node: FlowNode) -> [Command] {
        let hash = node.queue.key(of: node.id)
        let keys = QueueKeys(node.queue)
        return [.on(hash, "EXISTS"), .on(hash, "HMGET", "name", "parentKey")]
            + sortedStates.compactMap(keys.sortedSet(of:)).map { .on($0, member: node.id.bytes, "ZSCORE") }
            + Self.sizes.map { .on(hash + $0.0.utf8, $0.1) }
    }

    /// Takes the replies to `commands` of a job; all of them.
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
            let (name, parent) = (fields.reply(), fields.reply())
            let parentKey = parent.isNull ? nil : try parent.excerpt()
            return (
                name: name.isNull ? nil : try name.excerpt().bytes,
                parentKey: parentKey.flatMap { $0.bytes.count == $0.length ? $0.bytes : nil }
            )
        }
        name = exists ? fields.map { Array(($0.name ?? []).prefix(JobRow.textLimit)) } : nil
        parentKey = fields?.parentKey
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

    /// Whether the lists have to be searched for the id.
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
    /// The key that has the children of this role, after that of the parent's hash.
    var suffix: String {
        switch self {
        case .pending: ":dependencies"
        case .processed: ":processed"
        case .ignored: ":failed"
        case .failed: ":unsuccessful"
        }
    }

    /// The command that goes through them.
    var scan: String {
        switch self {
        case .pending: "SSCAN"
        case .processed, .ignored: "HSCAN"
        case .failed: "ZSCAN"
        }
    }

    /// Whether each child's key comes with a value.
    var hasValues: Bool { self != .pending }
}
