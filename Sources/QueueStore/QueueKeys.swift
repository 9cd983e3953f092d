import Queues

/// The keys of one queue (data model, 1.2). They are made when they are used: for thousands of queues, stored keys
/// would take most of the memory.
struct QueueKeys {
    private let queue: QueueID

    init(_ queue: QueueID) { self.queue = queue }

    var wait: [UInt8] { queue.key("wait") }
    var paused: [UInt8] { queue.key("paused") }
    var active: [UInt8] { queue.key("active") }
    var prioritized: [UInt8] { queue.key("prioritized") }
    var delayed: [UInt8] { queue.key("delayed") }
    var completed: [UInt8] { queue.key("completed") }
    var failed: [UInt8] { queue.key("failed") }
    var meta: [UInt8] { queue.key("meta") }
    var marker: [UInt8] { queue.key("marker") }
    var pc: [UInt8] { queue.key("pc") }
    var priority: [UInt8] { queue.key("priority") }
    var events: [UInt8] { queue.key("events") }
    var waitingChildren: [UInt8] { queue.key("waiting-children") }
    var `repeat`: [UInt8] { queue.key("repeat") }

    /// Returns the sorted set of a state; nil for the states that are lists.
    func sortedSet(of state: JobState) -> [UInt8]? {
        switch state {
        case .waiting, .active: nil
        case .prioritized: prioritized
        case .delayed: delayed
        case .failed: failed
        case .completed: completed
        case .waitingChildren: waitingChildren
        }
    }
}

extension JobID {
    /// Whether it is one of the markers that BullMQ 3 and 4 keep among the ids of a list (data model, 1.6).
    var isOldMarker: Bool { bytes.starts(with: "0:".utf8) }
}
