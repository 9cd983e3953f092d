/// A server, the way to it, and who we are there: what a `redis://`, `rediss://` or `unix://` URL says.
public struct Endpoint: Hashable, Sendable {
    /// Where the server listens.
    public var address: Address
    /// Where else the server may be found: further nodes of a cluster, or further Sentinels.
    public var others: [Address] = []
    /// The master that the Sentinels at the addresses watch; nil where the addresses are the server's.
    public var sentinel: SentinelSettings?
    /// How the connection is encrypted; nil where it is not.
    public var tls: TLSSettings?
    /// The ACL user; nil is the server's default user.
    public var user: String?
    /// The password; nil when none was given.
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

    /// Every address, in the order in which they are tried.
    public var addresses: [Address] { [address] + others }

    /// Returns the same for one server at this address.
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
    /// The same as `display`, so that no log and no failed test shows the password.
    public var description: String { display }
    /// The same as `display`, so that no log and no failed test shows the password.
    public var debugDescription: String { display }
}

extension Endpoint: CustomReflectable {
    /// The address alone, so that `dump` does not show the password.
    public var customMirror: Mirror { Mirror(self, children: ["address": address]) }
}

/// The master that Sentinels watch, and who we are to them.
public struct SentinelSettings: Hashable, Sendable {
    /// The master's name; nil where it is the only one that they watch.
    public var master: String?
    /// The ACL user of the Sentinels.
    public var user: String?
    /// The Sentinels' own password; nil where they have none.
    public var password: String?

    /// Creates a master of this name.
    public init(master: String? = nil, user: String? = nil, password: String? = nil) {
        self.master = master
        self.user = user
        self.password = password
    }
}
