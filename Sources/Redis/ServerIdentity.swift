/// A server's reply to HELLO, which no ACL forbids; since Redis 6.
public struct ServerIdentity: Hashable, Sendable {
    /// The mode of a server.
    public enum Mode: Hashable, Sendable {
        /// One server, possibly with replicas.
        case standalone
        /// A node of a cluster.
        case cluster
        /// A Sentinel, which has no data.
        case sentinel
    }

    /// The mode of the server.
    public var mode: Mode
    /// Whether it is a replica.
    public var isReplica: Bool
    /// The server's number for our connection; nil where the reply has none.
    public var connection: Int64?

    /// Creates the identity from the reply to HELLO, in which names and values alternate; nil for another reply.
    init?(_ reply: Reply) {
        guard let words = reply.array, words.count >= 2 else { return nil }
        var fields: [String: Reply] = [:]
        for index in stride(from: 0, to: words.count - 1, by: 2) {
            if let name = words[index].text { fields[name] = words[index + 1] }
        }
        guard let mode = fields["mode"]?.text else { return nil }
        switch mode {
        case "cluster": self.mode = .cluster
        case "sentinel": self.mode = .sentinel
        default: self.mode = .standalone
        }
        isReplica = ["replica", "slave"].contains(fields["role"]?.text)
        connection = fields["id"]?.integer
    }
}
