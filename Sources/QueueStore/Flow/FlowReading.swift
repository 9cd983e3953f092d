import Queues
import Redis

/// What one round trip tells of a job of a flow.
struct FlowReading {
    private static let sortedStates = JobReading.sortedStates

    let name: [UInt8]?
    /// The state, if it is one that is kept in a sorted set.
    let state: JobState?
    let counts: Children
    let parentKey: [UInt8]?
    let exists: Bool

    static func commands(_ node: FlowNode) -> [Command] {
        let hash = node.queue.key(of: node.id)
        let keys = QueueKeys(node.queue)
        let sizes: [(String, String)] = [
            (":dependencies", "SCARD"), (":processed", "HLEN"), (":failed", "HLEN"), (":unsuccessful", "ZCARD"),
        ]
        return [.on(hash, "EXISTS"), .on(hash, "HMGET", "name", "parentKey")]
            + sortedStates.compactMap(keys.sortedSet(of:)).map { .on($0, member: node.id.bytes, "ZSCORE") }
            + sizes.map { .on(hash + $0.0.utf8, $0.1) }
    }

    init(_ replies: inout Replies) {
        exists = replies.nextCount() > 0
        let fields = replies.next().elements
        name = exists ? Array((fields.first?.bytes ?? []).prefix(JobRow.textLimit)) : nil
        parentKey = fields.last?.bytes
        let scores = replies.next(Self.sortedStates.count)
        state = zip(Self.sortedStates, scores).first { $0.1.bytes != nil }?.0
        counts = Children(
            pending: replies.nextCount(), processed: replies.nextCount(), ignored: replies.nextCount(),
            failed: replies.nextCount())
    }

    /// Whether the lists have to be searched for the id.
    var isStateOpen: Bool { exists && (state == nil || state == .waitingChildren) }
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
