/// The encryption of a connection, and the requirements for the server's certificate.
public struct TLSSettings: Hashable, Sendable {
    /// The file with trusted authorities (PEM), instead of the system's.
    public var authorityFile: String?
    /// The directory with trusted authorities, by hashed names, instead of the system's.
    public var authorityDirectory: String?
    /// The file with the client certificate and its chain (PEM), for servers that require one.
    public var certificate: String?
    /// The file with the client certificate's private key (PEM); nil where it is in the certificate's file.
    public var key: String?
    /// The server name that is sent (SNI), which by default is also the one that the certificate must have.
    public var sni: String?
    /// The name or address that the certificate must have, where that differs from the address of the connection, as
    /// behind a tunnel.
    public var serverName: String?
    /// Whether the certificate is verified. Otherwise anyone between here and the server can read and change
    /// everything.
    public var isVerified: Bool

    /// Creates settings. By default they have the system's authorities, no client certificate, and the address as the
    /// name.
    public init(
        authorityFile: String? = nil, authorityDirectory: String? = nil, certificate: String? = nil, key: String? = nil,
        sni: String? = nil, serverName: String? = nil, isVerified: Bool = true
    ) {
        self.authorityFile = authorityFile
        self.authorityDirectory = authorityDirectory
        self.certificate = certificate
        self.key = key
        self.sni = sni
        self.serverName = serverName
        self.isVerified = isVerified
    }

    /// Returns the name or address that the certificate of a server at `host` must have.
    func verifiedName(at host: String) -> String { serverName ?? sni ?? host }
}
