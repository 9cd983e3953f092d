/// A verdict on the server, with the facts that prove it. The order is that of gravity.
public enum ServerVerdict: Hashable, Sendable {
    /// The server loads its data from disk.
    case loading
    /// Its memory is full, so that it takes no writes: in bytes.
    case outOfMemory(used: Int64, limit: Int64)
    /// The last snapshot failed: with `stop-writes-on-bgsave-error` the server takes no writes (MISCONF).
    case snapshotFailed
    /// The last write of the append-only file failed: the server takes no writes (MISCONF).
    case appendFailed
    /// The primary of this replica is not connected, so that its data is old: for a number of s, where known.
    case masterLost(seconds: Int?)
    /// A replica is behind by a number of s.
    case replicaLags(seconds: Int)
    /// The policy `maxmemory-policy` can evict jobs.
    case evicts(policy: String)
    /// The server is a replica, which takes no changes.
    case replica
    /// The server is a node of a cluster, and has only some of the queues.
    case clusterNode
}

extension ServerStatus {
    /// The verdicts on the server, the gravest first.
    public var verdicts: [ServerVerdict] {
        var verdicts: [ServerVerdict] = []
        if isLoading { verdicts.append(.loading) }
        if let usedMemory, let maxMemory, usedMemory >= maxMemory, evictionPolicy == "noeviction" {
            verdicts.append(.outOfMemory(used: usedMemory, limit: maxMemory))
        }
        if hasSnapshotFailed { verdicts.append(.snapshotFailed) }
        if hasAppendFailed { verdicts.append(.appendFailed) }
        if isMasterLost { verdicts.append(.masterLost(seconds: masterLostFor)) }
        if let replicaLag, Int64(replicaLag) >= thresholds[.replicaLag] / 1_000 {
            verdicts.append(.replicaLags(seconds: replicaLag))
        }
        if let evictionPolicy, evictionPolicy != "noeviction", maxMemory != nil {
            verdicts.append(.evicts(policy: evictionPolicy))
        }
        if isReplica { verdicts.append(.replica) }
        if isCluster { verdicts.append(.clusterNode) }
        return verdicts
    }
}
