/// The place at which a server listens.
public enum Address: Hashable, Sendable {
    /// A host name, an IPv4 or an IPv6 address (without brackets), and a port.
    case tcp(host: String, port: UInt16)
    /// The absolute path of a Unix socket.
    case unix(path: String)
}

extension Address {
    /// The address as text: `host:port`, or the path.
    public var display: String {
        switch self {
        case .tcp(let host, let port): host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path): path
        }
    }

    /// The port; nil for a socket's path.
    var port: UInt16? {
        switch self {
        case .tcp(_, let port): port
        case .unix: nil
        }
    }

    /// The name that a certificate is for.
    var host: String {
        switch self {
        case .tcp(let host, _): host
        case .unix: "localhost"
        }
    }
}
