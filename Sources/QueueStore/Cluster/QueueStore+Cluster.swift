import Queues
import Redis

extension QueueStore {
    /// Returns why an operation cannot be done in a cluster; nil where it can, and where there is no cluster. Without a
    /// hash tag the keys of a queue lie on several nodes: a script reaches only some of them, and would stop midway.
    func refusalInCluster(_ operation: Operation) -> Refusal? {
        guard connection?.isCluster == true else { return nil }
        let queues = [operation.queue] + [operation.destination].compactMap(\.self)
        guard queues.contains(where: { HashSlot.tag(of: $0.base) == nil }) else { return nil }
        return .invalid(
            "the queue has no hash tag such as {bull}, so that the cluster keeps its keys on several nodes; BullMQ itself "
                + "cannot work on it.")
    }

    /// Returns the prefixes to look under. A cluster's queues are under `{bull}` where others are under `bull`.
    static func prefixes(_ given: [[UInt8]], isCluster: Bool) -> [[UInt8]] {
        let untagged = isCluster ? given.filter { HashSlot.tag(of: $0) == nil && !$0.contains(UInt8(ascii: "{")) } : []
        let tagged = untagged.map { [UInt8(ascii: "{")] + $0 + [UInt8(ascii: "}")] }.filter { !given.contains($0) }
        return (given + tagged).sorted { $0.count > $1.count }
    }
}

extension Operation {
    /// Another queue that the operation changes, too.
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
