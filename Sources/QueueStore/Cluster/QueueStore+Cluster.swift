import Queues
import Redis

extension QueueStore {
    /// Returns the reason why an operation is not possible in a cluster; nil where it is, and where there is no
    /// cluster. Without a hash tag the keys of a queue are on several nodes: a script reaches only some of them, and
    /// would stop midway.
    func refusalInCluster(_ operation: Operation) -> Refusal? {
        guard connection?.isCluster == true else { return nil }
        let queues = [operation.queue] + [operation.destination].compactMap(\.self)
        guard queues.contains(where: { HashSlot.tag(of: $0.base) == nil }) else { return nil }
        return .invalid(
            "the queue has no hash tag such as {bull}, so that the cluster keeps its keys on several nodes; BullMQ itself "
                + "cannot work on it.")
    }

    /// Notes the queues whose keys a cluster keeps in several slots.
    func noteScattered(_ records: [QueueRecord]) {
        guard connection?.isCluster == true else { return }
        for record in records where HashSlot.tag(of: record.id.base) == nil {
            record.summary.evidence.isScattered = true
        }
    }

    /// Returns the prefixes that are searched. In a cluster, queues are under `{bull}` where otherwise they are under
    /// `bull`.
    static func prefixes(_ given: [[UInt8]], isCluster: Bool) -> [[UInt8]] {
        let untagged = isCluster ? given.filter { HashSlot.tag(of: $0) == nil && !$0.contains(UInt8(ascii: "{")) } : []
        let tagged = untagged.map { [UInt8(ascii: "{")] + $0 + [UInt8(ascii: "}")] }.filter { !given.contains($0) }
        return (given + tagged).sorted { $0.count > $1.count }
    }
}

extension Operation {
    /// The other queue that the operation changes; nil for most.
    fileprivate var destination: QueueID? {
        switch self {
        case .job(let change, _), .jobs(let change, _): change.destination
        case .queue: nil
        }
    }
}

extension ServerNode {
    /// Creates a node as the connection knows it.
    init(_ node: RedisNode) {
        self.init(address: node.address, slots: node.slots, replicas: node.replicas, problem: node.problem)
    }
}
