/// The status of the server, from INFO; nil where that is forbidden or absent.
public struct ServerStatus: Equatable, Sendable {
    /// The address as it was given, `host:port` or the path of a Unix socket, without user and password.
    public var address: String
    /// The number of the logical database.
    public var database: Int
    /// `redis_version`, or the version of the server that speaks its protocol.
    public var version: String?
    /// `redis`, `valkey`, `dragonfly`, ...
    public var product: String?
    /// `used_memory`, in bytes.
    public var usedMemory: Int64?
    /// `maxmemory`, in bytes; nil without a limit.
    public var maxMemory: Int64?
    /// `maxmemory_policy`; anything but `noeviction` can lose jobs (data model, trap 15).
    public var evictionPolicy: String?
    /// `connected_clients`.
    public var clients: Int?
    /// Whether the server is a replica, which takes no operations.
    public var isReplica: Bool
    /// Whether the server is one node of a cluster whose other nodes are not read, so that it has only some of the
    /// queues.
    public var isCluster: Bool
    /// The primaries of a cluster, or the one connected server; empty before the connection.
    public var nodes: [ServerNode] = []
    /// Whether the server loads its data from disk.
    public var isLoading: Bool
    /// Whether the last snapshot failed, so that the server may take no writes.
    public var hasSnapshotFailed: Bool
    /// Whether the last write of the append-only file failed, so that the server takes no writes.
    public var hasAppendFailed: Bool
    /// Whether a replica has lost its primary.
    public var isMasterLost: Bool
    /// The time since it lost its primary, in s; nil where it is unknown, or it has not had one yet.
    public var masterLostFor: Int?
    /// The lag of the slowest connected replica, in s; nil without a replica.
    public var replicaLag: Int?
    /// How it is found out which queues have changed; nil where it is not known.
    public var keyTracking: KeyTracking?
    /// The place in a recording that is replayed; nil for a server.
    public var replay: ReplayPlace?
    /// From when on something is said of it.
    public var thresholds = HealthThresholds.standard

    /// Whether a replica has never had a connection to its primary. Where it has no queues, they may come with the first one.
    public var isUnfilled: Bool { isMasterLost && masterLostFor == nil }

    /// Whether the server has answered INFO, in whole or in part.
    public var isRead: Bool { version != nil || product != nil || usedMemory != nil || clients != nil }

    /// Creates a server of which only the address is known.
    public init(address: String, database: Int = 0) {
        self.address = address
        self.database = database
        self.isReplica = false
        self.isCluster = false
        self.isLoading = false
        self.hasSnapshotFailed = false
        self.hasAppendFailed = false
        self.isMasterLost = false
    }

    /// The address of the one server that answers, where that is not the given one, as behind Sentinels; else nil.
    public var answering: String? {
        guard nodes.count == 1, let node = nodes.first, node.slots == nil, node.address != address else { return nil }
        return node.address
    }
}

extension ServerStatus {
    /// How it is found out which queues have changed.
    public enum KeyTracking: Hashable, Sendable {
        /// The server reports changed keys.
        case on
        /// It is not asked to: the operator does not want it.
        case turnedOff
        /// It cannot, or does not permit it; its words, and whether it does not have the commands.
        case refused(String, isMissing: Bool)
        /// So much changes that reading is cheaper, or the reports were lost. It is tried again.
        case paused
        /// There are more queues than that.
        case tooMany(limit: Int)
        /// Not every queue was read yet.
        case notYet
    }
}

/// A server that has a part of the data: a primary of a cluster, or the only server.
public struct ServerNode: Hashable, Sendable {
    /// The address, `host:port` or the path of a socket.
    public var address: String
    /// The number of hash slots that it serves, 0 to 16384; nil outside of clusters.
    public var slots: Int?
    /// The number of its replicas.
    public var replicas: Int
    /// The reason why it does not answer, in words; nil where it answers.
    public var problem: String?

    /// Creates a server at this address.
    public init(address: String, slots: Int? = nil, replicas: Int = 0, problem: String? = nil) {
        self.address = address
        self.slots = slots
        self.replicas = replicas
        self.problem = problem
    }
}

/// A place in a recording that is replayed.
public struct ReplayPlace: Hashable, Sendable {
    /// Whether nothing comes after it.
    public var isAtEnd: Bool
    /// The messages that were recorded with it.
    public var messages: [String] = []

    /// Creates a place.
    public init(isAtEnd: Bool) { self.isAtEnd = isAtEnd }
}
