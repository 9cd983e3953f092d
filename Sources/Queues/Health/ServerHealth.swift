/// What is to be said of the server, with the facts that prove it, the gravest first.
public enum ServerVerdict: Hashable, Sendable {
    /// It reads its data from disk.
    case loading
    /// Its memory is full, so that it takes no writes: in bytes.
    case outOfMemory(used: Int64, limit: Int64)
    /// The last snapshot failed: with `stop-writes-on-bgsave-error` it takes no writes (MISCONF).
    case snapshotFailed
    /// The last write of the append-only file failed: it takes no writes (MISCONF).
    case appendFailed
    /// Its master is not connected to it, so that its data is old: for a number of s, where known.
    case masterLost(seconds: Int?)
    /// One of its replicas is behind by a number of s.
    case replicaLags(seconds: Int)
    /// This policy can evict jobs.
    case evicts(policy: String)
    /// It takes no changes.
    case replica
    /// It has only some of the queues.
    case clusterNode
}

extension ServerStatus {
    /// What is to be said of it.
    public var verdicts: [ServerVerdict] {
        var verdicts: [ServerVerdict] = []
        if isLoading { verdicts.append(.loading) }
        if let usedMemory, let maxMemory, usedMemory >= maxMemory, evictionPolicy == "noeviction" {
            verdicts.append(.outOfMemory(used: usedMemory, limit: maxMemory))
        }
        if hasSnapshotFailed { verdicts.append(.snapshotFailed) }
        if hasAppendFailed { verdicts.append(.appendFailed) }
        if isMasterLost { verdicts.append(.masterLost(seconds: masterLostFor)) }
        if let replicaLag, replicaLag >= HealthThreshold.replicaLag {
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
