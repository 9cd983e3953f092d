/// A server that answers for a part of the data: a master of a cluster, or the only one.
public struct ServerNode: Hashable, Sendable {
    /// `host:port` or the path of a socket.
    public var address: String
    /// Hash slots that it serves, 0 to 16384; nil outside of clusters.
    public var slots: Int?
    /// Replicas that it has.
    public var replicas: Int
    /// Why it does not answer, in words; nil where it does.
    public var problem: String?

    /// A server at this address.
    public init(address: String, slots: Int? = nil, replicas: Int = 0, problem: String? = nil) {
        self.address = address
        self.slots = slots
        self.replicas = replicas
        self.problem = problem
    }
}
