/// The master that Sentinels watch, and who we are to them.
public struct SentinelSettings: Hashable, Sendable {
    /// The master's name; nil where it is the only one that they watch.
    public var master: String?
    /// The ACL user of the Sentinels.
    public var user: String?
    /// The Sentinels' own password; nil where they have none.
    public var password: String?

    /// A master of this name.
    public init(master: String? = nil, user: String? = nil, password: String? = nil) {
        self.master = master
        self.user = user
        self.password = password
    }
}
