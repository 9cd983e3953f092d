/// How a connection is encrypted, and what is asked of the server's certificate.
public struct TLSSettings: Hashable, Sendable {
    /// The file with the authorities that are trusted (PEM), instead of the system's.
    public var authorityFile: String?
    /// The directory with the authorities that are trusted, by hashed names, instead of the system's.
    public var authorityDirectory: String?
    /// The file with our certificate and its chain (PEM), for servers that want one.
    public var certificate: String?
    /// The file with our certificate's private key (PEM); nil where it is in the certificate's file.
    public var key: String?
    /// The name that is sent to the server (SNI), which is then also the one that its certificate must be for.
    public var sni: String?
    /// The name or address that the certificate must be for, where it is not the one that we connect to: behind a tunnel.
    public var serverName: String?
    /// Whether the certificate is verified. Without it anybody between us and the server may read and change everything.
    public var isVerified: Bool

    /// Creates the system's authorities, no certificate of ours, the address as the name.
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

    /// Returns the name or address that the certificate of a server at `host` must be for.
    func verifiedName(at host: String) -> String { serverName ?? sni ?? host }
}
