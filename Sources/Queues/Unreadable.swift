/// A key of a queue, or a value in it, that could not be read, and why.
public struct Unreadable: Hashable, Sendable {
    /// The part of the key after the queue's base: `delayed`, `42` for a job, `42:logs` for its log.
    public var key: [UInt8]
    /// The server's answer, or what was wrong with it.
    public var trouble: Trouble

    /// Creates a key that could not be read.
    public init(key: some Sequence<UInt8>, trouble: Trouble) {
        self.key = Array(key)
        self.trouble = trouble
    }

    /// Creates a key of this name that could not be read.
    public init(_ key: String, _ trouble: Trouble) { self.init(key: key.utf8, trouble: trouble) }
}

extension Trouble {
    /// Returns the words for a command that the server does not know. Of the server's words, `unknown command 'SCAN', with args
    /// beginning with: ...`, only the name counts.
    public static func missing(_ words: String) -> String {
        commandName(in: words).map { "the server has no command \($0)" } ?? "the server has no such command"
    }

    /// Returns the first quoted word in capitals; nil where there is none.
    private static func commandName(in words: String) -> String? {
        let parts = words.prefix(200).split(omittingEmptySubsequences: false) { "'`".contains($0) }
        guard parts.count > 2 else { return nil }
        let name = parts[1].uppercased()
        return name.isEmpty || name.count > 40 ? nil : name
    }

    /// The reason in words that follow the name of the key: `holds a string`, `MOVED 3999 10.0.0.7:6379`.
    public var reason: String {
        switch self {
        case .wrongType(let type): type.map { "holds a \($0)" } ?? "holds another type"
        case .implausible(let reply): "the server answers with \(reply)"
        case .noPermission(let words): "NOPERM \(words)"
        case .slotMoving(let words): "its slot is moving to another node (\(words))"
        case .unknownCommand(let words): Trouble.missing(words)
        case .clusterDown(let words): "the cluster does not serve it (\(words))"
        case .server(let words), .busy(let words), .masterDown(let words), .notRedis(let words), .webServer(let words):
            words
        case .tooLarge(let limit): "its value is larger than \(limit) bytes"
        case .loading: "LOADING"
        case .passwordRequired: "NOAUTH"
        case .wrongPassword: "WRONGPASS"
        case .noDatabase(let number), .onlyFirstDatabase(let number): "no database \(number)"
        case .timedOut(let time), .silent(let time): "no answer within \(time) ms"
        case .unknownHost(let words), .unreachable(let words), .disconnected(let words), .tls(let words): words
        case .certificate, .needsTLS, .needsNoTLS: "TLS"
        case .sentinel: "a Sentinel answers"
        case .sentinels, .failoverOpen: "the Sentinels name no primary"
        case .notSent(let trouble): trouble.reason
        }
    }
}
