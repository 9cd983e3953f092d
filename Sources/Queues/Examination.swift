/// The permissions of the connection's user on the server, and how the server keeps its data: what `bulltop doctor`
/// reads besides the status of the server.
public struct Examination: Equatable, Sendable {
    /// A command that some part of bulltop needs.
    public struct Permission: Equatable, Sendable {
        /// The command, such as `CLIENT LIST`.
        public var command: String
        /// The part of bulltop that needs it.
        public var use: Use
        /// The reason why it cannot be used, in the server's words; nil where it can be used.
        public var problem: String?

        /// Whether the server does not have it, as where it is renamed or disabled.
        public var isMissing = false

        /// Creates a command with what the server said of it.
        public init(_ command: String, _ use: Use, problem: String?) {
            (self.command, self.use, self.problem) = (command, use, problem)
        }
    }

    /// The problem of an address that leads to several servers, so that one does not report what another one read.
    public static let severalServers = "the address leads to several servers"

    /// The purpose of a command: what is missing without it.
    public enum Use: Hashable, Sendable {
        /// Reading anything at all.
        case reading
        /// Finding queues that were not named.
        case discovery
        /// The state of the server: its version, role, memory.
        case status
        /// The server's clock.
        case clock
        /// The list of workers.
        case workers
        /// Scripts, for values of any size and for changes.
        case scripts
        /// Writing within scripts, for changes.
        case writing
        /// The name of our connection in the list of clients.
        case name
        /// News of the keys that have changed.
        case tracking
    }

    /// The commands, in the order in which they were tried.
    public var permissions: [Permission]
    /// Whether every write is also appended to a file; nil where the server does not answer.
    public var appends: Bool?
    /// The times of snapshots, such as `3600 1`; empty for never, nil where the server does not answer.
    public var snapshots: String?
    /// The ms by which the server's clock is ahead of ours; nil where the server does not answer.
    public var clockLead: Milliseconds?

    /// Creates an examination.
    public init(permissions: [Permission], appends: Bool?, snapshots: String?, clockLead: Milliseconds?) {
        self.permissions = permissions
        self.appends = appends
        self.snapshots = snapshots
        self.clockLead = clockLead
    }
}
