/// The reason why Sentinels do not name the primary.
public enum SentinelFailure: Hashable, Sendable {
    /// A Sentinel refused the connection, such as for its own password.
    case refused(ServerError)
    /// They watch no primary of this name, but these.
    case unwatched(String, watched: [String])
    /// The URL names no primary, and they watch none, or these.
    case unnamed(watched: [String])
    /// The server is no Sentinel.
    case noSentinel
    /// The port of the Sentinel requires TLS, and none was used.
    case wantsTLS
    /// The port of the Sentinel does not use TLS, and TLS was used.
    case wantsPlain
}

extension RedisError {
    /// The same error where it is a Sentinel that caused it.
    var ofSentinel: RedisError {
        switch self {
        // Only Sentinels know the command SENTINEL.
        case .refused(let error) where error.code == "ERR" && error.message.lowercased().hasPrefix("unknown command"):
            .sentinels(.noSentinel)
        case .refused(let error): .sentinels(.refused(error))
        case .wantsTLS: .sentinels(.wantsTLS)
        case .wantsPlain: .sentinels(.wantsPlain)
        default: self
        }
    }
}
