import Queues
import Redis

/// Flows in a cluster. A script reaches the keys of one hash slot: one that touches a parent or a child elsewhere would stop
/// midway (data model, trap 10), so that such jobs are refused before anything is sent.
extension QueueStore {
    /// The maximum number of children of a job that are looked at.
    private static let childLimit = 1_000

    /// Returns those of some jobs whose relatives a change would touch in another hash slot, with the reason; none outside of
    /// clusters.
    func farJobs(among jobs: [JobID], of queue: QueueID, for change: JobChange) throws(Trouble) -> [JobID: Refusal] {
        guard connection?.isCluster == true, change.touchesRelatives else { return [:] }
        var replies = try ask(
            jobs.flatMap { job in
                let key = queue.key(of: job)
                return [
                    Command.on(key, "HGET", "parentKey"),
                    Command.on(key + Array(":dependencies".utf8), "SRANDMEMBER", String(Self.childLimit)),
                ]
            })
        let slot = HashSlot.of(queue.base)
        var far: [JobID: Refusal] = [:]
        for job in jobs {
            let (parent, children) = (replies.reply(), replies.reply())
            let relatives = [parent.bytes].compactMap(\.self) + (children.array ?? []).compactMap(\.bytes)
            guard let other = relatives.first(where: { !$0.isEmpty && HashSlot.of($0) != slot }) else { continue }
            far[job] = Self.refusal(of: other, isParent: other == parent.bytes)
        }
        return far
    }

    private static func refusal(of key: [UInt8], isParent: Bool) -> Refusal {
        let name = String(decoding: key.prefix(200), as: UTF8.self)
        return .invalid(
            "its \(isParent ? "parent" : "child") \(name) is in another hash slot of the cluster, which a script cannot reach; "
                + "the queues of a flow need the same hash tag.")
    }
}

extension JobChange {
    /// Whether its scripts may touch the job's parent or its children.
    fileprivate var touchesRelatives: Bool {
        switch self {
        case .retry, .remove, .removeUnprocessedChildren, .breakDependency, .move, .release: true
        case .promote, .changeDelay, .changePriority, .updateData, .addLog, .clearLogs, .duplicate, .revive,
            .removeMissing, .removeDeduplication:
            false
        }
    }
}
