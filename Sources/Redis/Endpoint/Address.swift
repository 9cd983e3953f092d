/// Where a server listens.
public enum Address: Hashable, Sendable {
    /// A host name, an IPv4 or an IPv6 address (without brackets), and a port.
    case tcp(host: String, port: UInt16)
    /// The absolute path of a Unix socket.
    case unix(path: String)
}

extension Address {
    /// The name that a certificate is for.
    var host: String {
        switch self {
        case .tcp(let host, _): host
        case .unix: "localhost"
        }
    }
}
