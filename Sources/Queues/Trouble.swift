/// Why the server could not be read or changed. The words for it, and what to try, are the dashboard's.
public enum Trouble: Error, Hashable, Sendable {
    /// The host name could not be resolved; the resolver's words.
    case unknownHost(String)
    /// Nothing answers at the address; the system's words (`Connection refused`, `No such file or directory`).
    case unreachable(String)
    /// No sign of the other host within this time, in ms.
    case timedOut(Milliseconds)
    /// The other host takes what is sent, but the server has said nothing within this time, in ms.
    case silent(Milliseconds)
    /// The connection ended while it was in use; the system's words.
    case disconnected(String)
    /// The TLS handshake failed; OpenSSL's words.
    case tls(String)
    /// The TLS handshake failed for a certificate.
    case certificate(CertificateTrouble)
    /// The port speaks TLS, and was spoken to without.
    case needsTLS
    /// The port does not speak TLS, and was spoken to with it.
    case needsNoTLS
    /// The server is a Sentinel; the names of the masters that it watches.
    case sentinel(masters: [String])
    /// What answers is a web server; the first line of its answer, cut to 100 bytes.
    case webServer(String)
    /// The server wants a password and got none.
    case passwordRequired
    /// User name or password are wrong, or the user is disabled.
    case wrongPassword
    /// The ACL user may not run a command or touch a key; the server's words.
    case noPermission(String)
    /// What answers is not a Redis; what it said, cut to 100 bytes.
    case notRedis(String)
    /// The server reads its data from disk.
    case loading
    /// A script keeps the server busy; its words.
    case busy(String)
    /// A replica has lost its master, and gives no data that may be old; its words.
    case masterDown(String)
    /// The cluster does not serve a key for now; the words of a node.
    case clusterDown(String)
    /// The answer would take more memory than this, in bytes.
    case tooLarge(limit: Int)
    /// The database's number is out of range.
    case noDatabase(Int)
    /// A key holds another type than its library's; what it holds in Redis' words (`string`, `zset`), nil while unknown.
    case wrongType(String?)
    /// The server answered with something that cannot be, such as a negative count; what it was.
    case implausible(String)
    /// The server refused a command for another reason; its words, the code first.
    case server(String)
    /// An operation met this before any of it was sent: nothing was changed.
    indirect case notSent(Trouble)

    /// Whether an operation that met it may have been done: the connection broke, perhaps after the operation was sent. What
    /// the server answered is no doubt.
    public var leavesDoubt: Bool {
        switch self {
        case .timedOut, .silent, .disconnected, .notRedis, .tooLarge, .implausible: true
        case .unknownHost, .unreachable, .tls, .certificate, .needsTLS, .needsNoTLS, .sentinel, .webServer,
            .passwordRequired, .wrongPassword, .noPermission, .loading, .busy, .masterDown, .clusterDown, .noDatabase,
            .wrongType, .server, .notSent:
            false
        }
    }

    /// The same trouble of an operation of which nothing was sent yet, so that it leaves no doubt.
    public var beforeSending: Trouble { leavesDoubt ? .notSent(self) : self }
}

/// How the connection for reading is.
public enum ConnectionStatus: Hashable, Sendable {
    /// The first attempt is under way.
    case connecting
    /// The server answers.
    case connected
    /// The server does not answer; the next attempt is at this time, ms since 1970 on our clock.
    case down(Trouble, retryAt: Milliseconds)
}

/// Why certificates keep a connection from being made.
public enum CertificateTrouble: Hashable, Sendable {
    /// The server's certificate is no longer valid, since this time (`2026-11-25 08:00:00 UTC`).
    case expired(String)
    /// The server's certificate is not valid before this time.
    case notYetValid(String)
    /// The server's certificate is not for the expected name or address, but for these names.
    case wrongName(expected: String, names: [String])
    /// No trusted authority has signed the server's certificate: OpenSSL's words, and the files and directories with
    /// authorities that were looked at.
    case unknownAuthority(String, searched: [String])
    /// The server wants a certificate of the client's.
    case clientCertificateRequired
    /// The server does not accept the client's certificate; OpenSSL's words.
    case clientCertificateRefused(String)
    /// A file with authorities, a certificate or a key cannot be used: its path, and why.
    case file(String, String)
}
