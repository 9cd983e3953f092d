import Queues

/// The keys of one queue (data model, 1.2), put together once.
struct QueueKeys {
    let wait, paused, active, prioritized, delayed, completed, failed, waitingChildren: [UInt8]
    let meta, marker, pc, priority, events, `repeat`: [UInt8]

    init(_ queue: QueueID) {
        wait = queue.key("wait")
        paused = queue.key("paused")
        active = queue.key("active")
        prioritized = queue.key("prioritized")
        delayed = queue.key("delayed")
        completed = queue.key("completed")
        failed = queue.key("failed")
        waitingChildren = queue.key("waiting-children")
        meta = queue.key("meta")
        marker = queue.key("marker")
        pc = queue.key("pc")
        priority = queue.key("priority")
        events = queue.key("events")
        `repeat` = queue.key("repeat")
    }

    /// The sorted set of a state; nil for the states that are lists.
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
    /// Whether it is a marker that BullMQ 3 and 4 keep among the ids of a list (data model, 1.6).
    var isOldMarker: Bool { bytes.starts(with: "0:".utf8) }
}
