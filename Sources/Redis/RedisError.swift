/// Why a connection could not be made or was given up. It is closed then.
public enum RedisError: Error, Hashable, Sendable {
    /// The host name could not be resolved; the resolver's words.
    case unknownHost(String)
    /// Nothing answers at the address; the system's words.
    case unreachable(String)
    /// No byte came or went for this long.
    case timedOut(milliseconds: Int64)
    /// The connection ended while it was needed; the system's words.
    case closed(String)
    /// The TLS handshake failed; OpenSSL's words.
    case tls(String)
    /// What answers is not a Redis; the beginning of what it said, at most 100 bytes.
    case protocolViolation(String)
    /// The server refused us while the connection was set up.
    case refused(ServerError)
    /// The stop signal ended the wait.
    case stopped
}
