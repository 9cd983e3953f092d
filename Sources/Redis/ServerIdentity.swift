/// What a server says of itself when it is greeted by HELLO, which no ACL forbids; Redis 6 and newer.
public struct ServerIdentity: Hashable, Sendable {
    /// How the server works.
    public enum Mode: Hashable, Sendable {
        /// One server, perhaps with replicas.
        case standalone
        /// A node of a cluster.
        case cluster
        /// A Sentinel, which has no data.
        case sentinel
    }

    /// How the server works.
    public var mode: Mode
    /// Whether it is a replica.
    public var isReplica: Bool
    /// The number of our connection, by which the server names it; nil where it does not say.
    public var connection: Int64?

    /// Reads the reply to HELLO: names and values in turns. nil where it is something else.
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
