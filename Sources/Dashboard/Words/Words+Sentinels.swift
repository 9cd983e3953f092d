import Queues

extension Words {
    /// Returns the words for Sentinels that do not name the primary. The Sentinels have a user and a password of their own,
    /// and the schemes of their URLs are others.
    static func sentinels(_ trouble: SentinelTrouble) -> Advice {
        switch trouble {
        case .passwordRequired:
            Advice(
                text: "The Sentinel wants a password of its own and got none.",
                attempt: "Put it in the URL, ?sentinel-password=PASSWORD, with &sentinel-user=USER for an ACL user.")
        case .wrongPassword:
            Advice(
                text: "The Sentinel refuses its user name or password: they are wrong, or the user is disabled.",
                attempt:
                    "Check sentinel-user and sentinel-password in the URL; those before the host are the primary's.")
        case .noPermission(let words):
            Advice(
                text: "The Sentinel's user may not do this (\(short(words))).",
                attempt: "It needs +sentinel and +subscribe, and may be given as sentinel-user in the URL.")
        case .unwatched(let name, let watched):
            unwatched("The Sentinels do not watch '\(short(name))', but \(list(watched)).", watched)
        case .unnamed(let watched):
            unwatched("The Sentinels watch \(list(watched)), and the URL names none of them.", watched)
        case .noSentinel:
            Advice(
                text: "The server is no Sentinel, but an ordinary Redis.",
                attempt: "Use redis:// instead of redis-sentinel://, or rediss:// instead of rediss-sentinel://.")
        case .needsTLS:
            Advice(
                text: "The Sentinel's port speaks TLS, and was spoken to without.",
                attempt: "Use rediss-sentinel:// instead of redis-sentinel://, or --tls.")
        case .needsNoTLS:
            Advice(
                text: "The Sentinel's port is one without TLS, and was spoken to with it.",
                attempt: "Use redis-sentinel:// instead of rediss-sentinel://, without --tls.")
        }
    }

    private static func list(_ names: [String]) -> String { names.map(short).joined(separator: ", ") }

    private static func unwatched(_ text: String, _ watched: [String]) -> Advice {
        guard let first = watched.first else {
            return Advice(
                text: "The Sentinels watch no primary.",
                attempt: "Check their port, and SENTINEL MASTERS on one of them.")
        }
        return Advice(
            text: text,
            attempt: "Put the primary's name behind the Sentinels: redis-sentinel://HOST:PORT/\(short(first)).")
    }
}
