/// Why a connection could not be made or was given up. It is closed then.
public enum RedisError: Error, Hashable, Sendable {
    /// The host name could not be resolved; the resolver's words.
    case unknownHost(String)
    /// Nothing answers at the address; the system's words.
    case unreachable(String)
    /// The other host acknowledged nothing for this long: it is gone, or the network is.
    case timedOut(milliseconds: Int64)
    /// The other host took what was sent, but the server said nothing for this long: it is stopped, or one command keeps
    /// it busy.
    case silent(milliseconds: Int64)
    /// The connection ended while it was needed; the system's words.
    case closed(String)
    /// TLS could not be agreed on.
    case tls(TLSFailure)
    /// The port speaks TLS, and was spoken to without.
    case wantsTLS
    /// The port speaks Redis' protocol without TLS, and was spoken to with it.
    case wantsPlain
    /// The server is a Sentinel, which has no data; the names of the masters it watches.
    case sentinel(masters: [String])
    /// What answers is a web server; the first line that it sent, at most 100 bytes.
    case http(String)
    /// What answers is not a Redis; the beginning of what it said, at most 100 bytes.
    case protocolViolation(String)
    /// The replies to one pipeline would take more memory than was allowed, in bytes.
    case tooLarge(limit: Int)
    /// The server refused us while the connection was set up.
    case refused(ServerError)
    /// The stop signal ended the wait.
    case stopped
}

extension RedisError {
    /// What happened, in a few words.
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
        case .tooLarge(let limit): "the replies take more than \(limit) bytes"
        case .refused(let error): error.code + " " + error.message
        case .stopped: "stopped"
        }
    }
}
