/// What a server lets us do, and how it keeps its data: what `bulltop doctor` asks for besides the status of the server.
public struct Examination: Equatable, Sendable {
    /// A command that some part of bulltop needs.
    public struct Permission: Equatable, Sendable {
        /// The command, such as `CLIENT LIST`.
        public var command: String
        /// What it is for.
        public var use: Use
        /// Why it cannot be used, in the server's words; nil where it can.
        public var problem: String?

        /// Creates a command with what the server said of it.
        public init(_ command: String, _ use: Use, problem: String?) {
            (self.command, self.use, self.problem) = (command, use, problem)
        }
    }

    /// What a command is for, so that what is lost without it can be said.
    public enum Use: Hashable, Sendable {
        /// Nothing can be read without it.
        case reading
        /// Finding queues that nobody has named.
        case discovery
        /// The state of the server: its version, role, memory.
        case status
        /// The server's clock.
        case clock
        /// Who works.
        case workers
        /// Values of any size, and changes.
        case scripts
        /// The name of our connection in the list of clients.
        case name
    }

    /// The commands, in the order in which they were tried.
    public var permissions: [Permission]
    /// Whether every write is also appended to a file; nil where the server does not say.
    public var appends: Bool?
    /// When snapshots are taken, such as `3600 1`; empty for never, nil where the server does not say.
    public var snapshots: String?
    /// What the server's clock is ahead of ours, in ms; nil where it does not say.
    public var clockLead: Milliseconds?

    /// Creates what was found.
    public init(permissions: [Permission], appends: Bool?, snapshots: String?, clockLead: Milliseconds?) {
        self.permissions = permissions
        self.appends = appends
        self.snapshots = snapshots
        self.clockLead = clockLead
    }
}
