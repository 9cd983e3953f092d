/// What a reading of the server brought.
public struct Answer: Equatable, Sendable {
    /// What was asked. An answer that no longer matches the screen is dropped.
    public var watch: Watch
    /// What was found.
    public var content: Content
    /// The server it came from.
    public var server: ServerStatus
    /// What the reading cost.
    public var cost: ReadCost
    /// When it was read, on the server's clock.
    public var takenAt: Milliseconds

    /// The kinds of content, as the kinds of `Watch`.
    public enum Content: Equatable, Sendable {
        case overview(Overview)
        case page(JobPage)
        /// nil where the job does not exist (any more).
        case job(JobDetail?)
        case schedulers(JobSchedulers)
    }

    /// An answer to `watch`.
    public init(watch: Watch, content: Content, server: ServerStatus, cost: ReadCost, takenAt: Milliseconds) {
        self.watch = watch
        self.content = content
        self.server = server
        self.cost = cost
        self.takenAt = takenAt
    }
}

/// What one refresh asked of the server.
public struct ReadCost: Equatable, Sendable {
    /// Commands sent.
    public var commands: Int
    /// Bytes received.
    public var bytes: Int
    /// Pipelines sent one after the other.
    public var roundTrips: Int
    /// The time from the first byte sent to the last one received, in microseconds.
    public var microseconds: Int64

    /// The cost of nothing, or of this much.
    public init(commands: Int = 0, bytes: Int = 0, roundTrips: Int = 0, microseconds: Int64 = 0) {
        self.commands = commands
        self.bytes = bytes
        self.roundTrips = roundTrips
        self.microseconds = microseconds
    }
}

/// What INFO tells of the server; nil where it is forbidden or absent.
public struct ServerStatus: Equatable, Sendable {
    /// `host:port`, or the path of a Unix socket, without user and password; as the user gave it.
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
    /// The masters of a cluster, or the one server that is connected; none before.
    public var nodes: [ServerNode] = []

    /// A server of which only the address is known.
    public init(address: String, database: Int = 0) {
        self.address = address
        self.database = database
        self.isReplica = false
    }
}
