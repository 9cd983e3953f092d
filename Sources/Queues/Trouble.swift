/// The reason why the server could not be read or changed. The dashboard has the words for it, and the advice.
public enum Trouble: Error, Hashable, Sendable {
    /// The host name could not be resolved; the resolver's words.
    case unknownHost(String)
    /// Nothing answers at the address; the system's words (`Connection refused`, `No such file or directory`).
    case unreachable(String)
    /// The other host has not answered in any way within this time, in ms.
    case timedOut(Milliseconds)
    /// The other host receives, but the server has sent nothing within this time, in ms.
    case silent(Milliseconds)
    /// The connection ended while it was in use; the system's words.
    case disconnected(String)
    /// The TLS handshake failed; OpenSSL's words.
    case tls(String)
    /// The TLS handshake failed because of a certificate.
    case certificate(CertificateTrouble)
    /// The port requires TLS, and none was used.
    case needsTLS
    /// The port does not use TLS, and TLS was used.
    case needsNoTLS
    /// The server is a Sentinel; the names of the primaries that it watches.
    case sentinel(masters: [String])
    /// The Sentinels that should name the primary do not.
    case sentinels(SentinelTrouble)
    /// A web server answers at this address; the first line of its answer, cut to 100 bytes.
    case webServer(String)
    /// The server wants a password and got none.
    case passwordRequired
    /// User name or password are wrong, or the user is disabled.
    case wrongPassword
    /// The ACL user may not run a command or touch a key; the server's words.
    case noPermission(String)
    /// The other side is not a Redis; the beginning of its answer, cut to 100 bytes.
    case notRedis(String)
    /// The server loads its data from disk.
    case loading
    /// A script keeps the server busy; the server's words.
    case busy(String)
    /// A replica has lost its primary, and returns no data that may be old; the server's words.
    case masterDown(String)
    /// The cluster does not serve a key for now; the words of a node.
    case clusterDown(String)
    /// The hash slot of the keys is being moved to another node of the cluster, and they are in both; the words of a node.
    case slotMoving(String)
    /// The server does not know a command: it is too old, or the command is renamed or disabled there; the server's words.
    case unknownCommand(String)
    /// The answer would take more memory than this, in bytes.
    case tooLarge(limit: Int)
    /// The database's number is out of range.
    case noDatabase(Int)
    /// The server is a cluster, which has database 0 only; the database that was wanted.
    case onlyFirstDatabase(Int)
    /// A key holds another type than the library's, in Redis' words (`string`, `zset`); nil while unknown.
    case wrongType(String?)
    /// The server's answer is impossible, such as a negative count; the answer.
    case implausible(String)
    /// The server refused a command for another reason; the server's words, the code first.
    case server(String)
    /// A failover is not over: there is no primary that answers, or another one will be named.
    case failoverOpen
    /// The trouble came before any part of an operation was sent: nothing was changed.
    indirect case notSent(Trouble)

    /// Whether the operation may have been done: the connection broke, perhaps after the operation was sent. An answer
    /// of the server leaves no doubt.
    public var leavesDoubt: Bool {
        switch self {
        case .timedOut, .silent, .disconnected, .notRedis, .tooLarge, .implausible, .failoverOpen: true
        case .unknownHost, .unreachable, .tls, .certificate, .needsTLS, .needsNoTLS, .sentinel, .sentinels, .webServer,
            .passwordRequired, .wrongPassword, .noPermission, .loading, .busy, .masterDown, .clusterDown, .slotMoving,
            .unknownCommand, .noDatabase, .onlyFirstDatabase, .wrongType, .server, .notSent:
            false
        }
    }

    /// Whether the server refuses only for now: it loads its data, runs a script, or a part of a cluster changes.
    public var isPassing: Bool {
        switch self {
        case .loading, .busy, .masterDown, .clusterDown, .slotMoving: true
        default: false
        }
    }

    /// The same trouble for an operation that was not sent, so that it leaves no doubt.
    public var beforeSending: Trouble { leavesDoubt ? .notSent(self) : self }
}

/// The state of the connection for reading.
public enum ConnectionStatus: Hashable, Sendable {
    /// The first attempt is under way.
    case connecting
    /// The server answers.
    case connected
    /// The server does not answer; the next attempt is at this time, ms since 1970 on our clock.
    case down(Trouble, retryAt: Milliseconds)
}

/// The reason why Sentinels do not name the primary.
public enum SentinelTrouble: Hashable, Sendable {
    /// They want a password of their own and got none.
    case passwordRequired
    /// Their user name or password are wrong.
    case wrongPassword
    /// Their ACL user may not run a command; the server's words.
    case noPermission(String)
    /// They watch no primary of this name, but these.
    case unwatched(String, watched: [String])
    /// None is named, and they watch none, or these.
    case unnamed(watched: [String])
    /// The server at their address is no Sentinel.
    case noSentinel
    /// Their port requires TLS, and none was used.
    case needsTLS
    /// Their port does not use TLS, and TLS was used.
    case needsNoTLS
}

/// A trouble with certificates that keeps a connection from being made.
public enum CertificateTrouble: Hashable, Sendable {
    /// The server's certificate expired at this time (`2026-11-25 08:00:00 UTC`).
    case expired(String)
    /// The server's certificate is not valid before this time.
    case notYetValid(String)
    /// The server's certificate is not for the expected name or address, but for these names.
    case wrongName(expected: String, names: [String])
    /// No trusted authority has signed the server's certificate: OpenSSL's words, and the searched files and
    /// directories with authorities.
    case unknownAuthority(String, searched: [String])
    /// No trusted authority has signed the server's certificate, since this directory has no certificate by its hashed name.
    case unhashed(String)
    /// The server requires a client certificate.
    case clientCertificateRequired
    /// The server refuses the client certificate; OpenSSL's words.
    case clientCertificateRefused(String)
    /// A file with authorities, a certificate or a key cannot be used: its path, and why.
    case file(String, String)
}
