/// Where a server listens.
public enum Address: Hashable, Sendable {
    /// A host name, an IPv4 or an IPv6 address (without brackets), and a port.
    case tcp(host: String, port: UInt16)
    /// The absolute path of a Unix socket.
    case unix(path: String)
}
