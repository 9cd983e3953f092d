/// A server, the way to it, and the credentials, from a `redis://`, `rediss://` or `unix://` URL.
public struct Endpoint: Hashable, Sendable {
    /// The address of the server.
    public var address: Address
    /// Further addresses: nodes of the same cluster, or Sentinels.
    public var others: [Address] = []
    /// The primary that the Sentinels at the addresses watch; nil where the addresses are the server's.
    public var sentinel: SentinelSettings?
    /// The encryption of the connection; nil for none.
    public var tls: TLSSettings?
    /// The ACL user; nil is the server's default user.
    public var user: String?
    /// The password; nil for none.
    public var password: String?
    /// The number of the logical database, 0 or more.
    public var database: Int

    /// Creates a server at this address.
    public init(
        address: Address, tls: TLSSettings? = nil, user: String? = nil, password: String? = nil, database: Int = 0
    ) {
        self.address = address
        self.tls = tls
        self.user = user
        self.password = password
        self.database = database
    }

    /// All addresses, in the order in which they are tried.
    public var addresses: [Address] { [address] + others }

    /// Returns an endpoint for one server at this address.
    func at(_ address: Address) -> Endpoint {
        var endpoint = self
        (endpoint.address, endpoint.others, endpoint.sentinel) = (address, [], nil)
        return endpoint
    }

    /// `host:port` or the socket's path, without user and password.
    public var display: String {
        let name = sentinel?.master.map { "\($0) via " } ?? ""
        return name + addresses.map(\.display).joined(separator: ",")
    }
}

extension Endpoint: CustomStringConvertible, CustomDebugStringConvertible {
    /// The text of `display`, so that no log and no failed test shows the password.
    public var description: String { display }
    /// The text of `display`, so that no log and no failed test shows the password.
    public var debugDescription: String { display }
}

extension Endpoint: CustomReflectable {
    /// A mirror with the address alone, so that `dump` does not show the password.
    public var customMirror: Mirror { Mirror(self, children: ["address": address]) }
}

/// The primary that Sentinels watch, and the credentials for them.
public struct SentinelSettings: Hashable, Sendable {
    /// The primary's name; nil where it is the only one that they watch.
    public var master: String?
    /// The ACL user of the Sentinels.
    public var user: String?
    /// The Sentinels' own password; nil for none.
    public var password: String?

    /// Creates settings for the primary of this name.
    public init(master: String? = nil, user: String? = nil, password: String? = nil) {
        self.master = master
        self.user = user
        self.password = password
    }
}
