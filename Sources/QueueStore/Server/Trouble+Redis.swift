import Queues
import Redis

extension Trouble {
    /// Creates the trouble for the end of a connection.
    init(_ error: RedisError, database: Int) {
        switch error {
        case .unknownHost(let words): self = .unknownHost(words)
        case .unreachable(let words): self = .unreachable(words)
        case .timedOut(let milliseconds): self = .timedOut(milliseconds)
        case .silent(let milliseconds): self = .silent(milliseconds)
        case .closed(let words): self = .disconnected(words)
        case .tls(let failure): self = Trouble(failure)
        case .wantsTLS: self = .needsTLS
        case .wantsPlain: self = .needsNoTLS
        case .sentinel(let masters): self = .sentinel(masters: masters)
        case .sentinels(let failure): self = Trouble(failure)
        case .http(let words): self = .webServer(words)
        case .protocolViolation(let words): self = .notRedis(words)
        case .tooLarge(let limit): self = .tooLarge(limit: limit)
        case .refused(let error), .untracked(let error): self = Trouble(error, database: database)
        case .stopped: self = .disconnected("stopped")
        }
    }

    private init(_ failure: TLSFailure) {
        switch failure {
        case .expired(let time): self = .certificate(.expired(time))
        case .notYetValid(let time): self = .certificate(.notYetValid(time))
        case .wrongName(let expected, let names): self = .certificate(.wrongName(expected: expected, names: names))
        case .unknownAuthority(let words, let searched):
            self = .certificate(.unknownAuthority(words, searched: searched))
        case .unhashed(let directory): self = .certificate(.unhashed(directory))
        case .certificateRequired: self = .certificate(.clientCertificateRequired)
        case .certificateRefused(let words): self = .certificate(.clientCertificateRefused(words))
        case .file(let path, let words): self = .certificate(.file(path, words))
        case .other(let words): self = .tls(words)
        }
    }

    private init(_ failure: SentinelFailure) {
        switch failure {
        case .refused(let error):
            switch Trouble(error) {
            case .passwordRequired: self = .sentinels(.passwordRequired)
            case .wrongPassword: self = .sentinels(.wrongPassword)
            case .noPermission(let words): self = .sentinels(.noPermission(words))
            case let other: self = other
            }
        case .unwatched(let name, let watched): self = .sentinels(.unwatched(name, watched: watched))
        case .unnamed(let watched): self = .sentinels(.unnamed(watched: watched))
        case .noSentinel: self = .sentinels(.noSentinel)
        case .wantsTLS: self = .sentinels(.needsTLS)
        case .wantsPlain: self = .sentinels(.needsNoTLS)
        }
    }

    /// Creates the trouble for an error reply.
    init(_ error: ServerError, database: Int = 0) {
        switch error.code {
        case "NOAUTH": self = .passwordRequired
        case "WRONGPASS": self = .wrongPassword
        case "NOPERM": self = .noPermission(error.message)
        case "LOADING": self = .loading
        case "WRONGTYPE": self = .wrongType(nil)
        case "BUSY": self = .busy(error.message)
        case "MASTERDOWN": self = .masterDown(error.message)
        case "CLUSTERDOWN": self = .clusterDown(error.message)
        case "TRYAGAIN": self = .slotMoving(error.message)
        // Before Redis 6, a wrong password had no error code of its own.
        case "ERR" where error.message == "invalid password": self = .wrongPassword
        case "ERR" where error.message.hasSuffix("DB index is out of range"): self = .noDatabase(database)
        case "ERR" where error.message.hasPrefix("SELECT is not allowed in cluster mode"):
            self = .onlyFirstDatabase(database)
        case "ERR" where error.isUnknownCommand: self = .unknownCommand(error.message)
        case "ERR": self = .server(error.message)
        default: self = .server(error.code + " " + error.message)
        }
    }

    /// Returns whether an error means that every other command would fail as well.
    static func concernsWholeServer(_ error: ServerError) -> Bool {
        switch error.code {
        case "NOAUTH", "LOADING", "BUSY", "MASTERDOWN", "DENIED": true
        default: false
        }
    }
}

extension Refusal {
    /// Creates the refusal for an error reply to an operation: nothing was changed. Commands inside a script fail with
    /// other words: wrapped in another error before Redis 7, and without a code of the ACL since.
    init(_ error: ServerError) {
        let words = error.code + " " + error.message
        if words.mentions("READONLY") {
            self = .readOnlyServer
        } else if error.code == "NOPERM" || words.mentions("-NOPERM")
            || words.mentions("The user executing the script can't")
        {
            self = .noPermission(error.message)
        } else if error.code == "CROSSSLOT" {
            self = .invalid("a cluster keeps these queues in different slots; their prefixes need the same hash tag.")
        } else {
            self = .server(ServerRefusal(words))
        }
    }

    /// Creates the refusal for a trouble that came before the operation was sent; nil where the server did not answer.
    init?(_ trouble: Trouble) {
        switch trouble {
        case .noPermission(let words): self = .noPermission(words)
        case .server(let words): self = .server(ServerRefusal(words))
        case .busy(let words): self = .server(.notReady("BUSY " + words))
        case .masterDown(let words): self = .server(.notReady("MASTERDOWN " + words))
        case .clusterDown(let words): self = .server(.notReady("CLUSTERDOWN " + words))
        case .slotMoving(let words): self = .server(.notReady("TRYAGAIN " + words))
        case .unknownCommand(let words): self = .server(.unknownCommand("ERR " + words))
        case .loading: self = .server(.notReady("LOADING"))
        case .wrongType: self = .server(.wrongType)
        case .unknownHost, .unreachable, .timedOut, .silent, .disconnected, .tls, .certificate, .needsTLS, .needsNoTLS,
            .sentinel, .sentinels, .webServer, .passwordRequired, .wrongPassword, .notRedis, .tooLarge, .noDatabase,
            .onlyFirstDatabase, .implausible, .failoverOpen:
            return nil
        case .notSent(let trouble):
            guard let refusal = Refusal(trouble) else { return nil }
            self = refusal
        }
    }
}

extension ServerRefusal {
    /// Creates the refusal from the words of an error reply, whatever they are wrapped in.
    init(_ words: String) {
        let first = words.prefix { $0 != " " }
        if words.mentions("OOM ") {
            self = .outOfMemory
        } else if words.mentions("MISCONF ") {
            self = .cannotSave
        } else if words.mentions("NOREPLICAS ") {
            self = .tooFewReplicas
        } else if words.mentions("nknown command") || words.mentions("nknown Redis command") {
            self = .unknownCommand(words)
        } else if words.mentions("WRONGTYPE ") {
            self = .wrongType
        } else if ["BUSY", "LOADING", "MASTERDOWN", "TRYAGAIN", "CLUSTERDOWN"].contains(first) {
            self = .notReady(words)
        } else if ["MOVED", "ASK"].contains(first) {
            self = .otherNode(words)
        } else {
            self = .other(words)
        }
    }
}

extension ServerError {
    /// Whether the server does not know the command: it is too old, or the command is renamed or disabled there.
    var isUnknownCommand: Bool {
        // The last one is Envoy's.
        ["nknown command", "nknown subcommand", "nsupported command"].contains { message.mentions($0) }
    }
}

extension String {
    /// Returns whether it contains `part`. The standard library's own search would add its regex engine (1.4 MB) to the
    /// binary.
    fileprivate func mentions(_ part: String) -> Bool {
        let (text, part) = (utf8, Array(part.utf8))
        return text.indices.contains { text[$0...].starts(with: part) }
    }
}
