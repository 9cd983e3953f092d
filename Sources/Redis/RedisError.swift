/// The reason why a connection could not be made or was closed.
public enum RedisError: Error, Hashable, Sendable {
    /// The host name could not be resolved; the resolver's words.
    case unknownHost(String)
    /// Nothing answers at the address; the system's words.
    case unreachable(String)
    /// The other host acknowledged nothing within this time: it is gone, or the network is.
    case timedOut(milliseconds: Int64)
    /// The other host received what was sent, but the server sent nothing within this time: it is stopped, or one
    /// command keeps it busy.
    case silent(milliseconds: Int64)
    /// The connection ended while it was needed; the system's words.
    case closed(String)
    /// The TLS handshake failed.
    case tls(TLSFailure)
    /// The port requires TLS, and none was used.
    case wantsTLS
    /// The port does not use TLS, and TLS was used.
    case wantsPlain
    /// The server is a Sentinel, which has no data; the names of the primaries that it watches.
    case sentinel(masters: [String])
    /// The Sentinels that should name the primary do not.
    case sentinels(SentinelFailure)
    /// The other side is a web server; the first line of its answer, at most 100 bytes.
    case http(String)
    /// The other side is not a Redis; the beginning of its answer, at most 100 bytes.
    case protocolViolation(String)
    /// The replies to one pipeline would take more memory than was allowed, in bytes.
    case tooLarge(limit: Int)
    /// The server refused the connection while it was set up.
    case refused(ServerError)
    /// The server does not report changed keys; what it answers to that.
    case untracked(ServerError)
    /// The stop signal ended the wait.
    case stopped
}

extension RedisError {
    /// The error in a few words.
    var words: String {
        switch self {
        case .unknownHost(let words), .unreachable(let words), .closed(let words), .http(let words),
            .protocolViolation(let words):
            words
        case .timedOut(let time), .silent(let time): "no answer within \(time) ms"
        case .tls: "TLS cannot be agreed on"
        case .wantsTLS: "it wants TLS"
        case .wantsPlain: "it does not speak TLS"
        case .sentinel: "it is a Sentinel"
        case .sentinels: "its Sentinels do not lead to it"
        case .tooLarge(let limit): "the replies take more than \(limit) bytes"
        case .refused(let error), .untracked(let error): error.code + " " + error.message
        case .stopped: "stopped"
        }
    }
}
