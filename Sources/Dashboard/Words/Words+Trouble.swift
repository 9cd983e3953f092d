public import Queues

/// A problem of the connection, and advice.
struct Advice: Equatable, Sendable {
    /// The problem, as a sentence.
    var text: String
    /// The advice, as a sentence.
    var attempt: String
}

extension Words {
    /// Returns the words for a trouble with the server. This is the only place that has them.
    static func advice(_ trouble: Trouble) -> Advice {
        switch trouble {
        case .unknownHost, .unreachable, .timedOut, .silent, .disconnected: network(trouble)
        case .tls, .certificate, .needsTLS, .needsNoTLS, .sentinel, .sentinels, .webServer, .notRedis:
            recognition(trouble)
        case .passwordRequired, .wrongPassword, .noPermission: access(trouble)
        case .loading, .busy, .masterDown, .clusterDown, .slotMoving, .failoverOpen: notReady(trouble)
        case .unknownCommand(let words): missing(words)
        case .tooLarge, .noDatabase, .onlyFirstDatabase, .wrongType, .implausible, .server: answered(trouble)
        case .notSent(let trouble): advice(trouble)
        }
    }

    private static func network(_ trouble: Trouble) -> Advice {
        switch trouble {
        case .unknownHost(let words):
            Advice(
                text: "The host name could not be found (\(short(words))).",
                attempt: "Check the name in the URL and this machine's DNS.")
        case .unreachable(let words):
            Advice(
                text: "Nothing answers at the address (\(short(words))).",
                attempt: "Check that Redis runs there: its port and firewalls in between, or the path of its socket.")
        case .timedOut(let time):
            Advice(
                text: "No answer within \(Format.duration(time)).",
                attempt: "Check the network, firewalls, and whether the host is up.")
        case .silent(let time):
            Advice(
                text: "The server has not answered for \(Format.duration(time)), but its host accepts what is sent.",
                attempt: "It is stopped, swapping, or busy with one slow command: see its process, then SLOWLOG GET.")
        case .disconnected(let words):
            Advice(
                text: "The connection was lost (\(short(words))).",
                attempt:
                    "If it happens again, see the log of the server, or of a proxy before it, and the limits (timeout, maxclients)."
            )
        default: answered(trouble)
        }
    }

    /// The places of a password, the ones that others cannot see first.
    private static let passwordPlaces = """
        Give it with --askpass, --password-file, $BULLTOP_PASSWORD_FILE or $REDISCLI_AUTH, else in the URL, \
        redis://user:password@host.
        """

    /// What helps where queues cannot be searched for.
    private static let namedQueue = "--queue NAME opens a queue without a search; it may be repeated."

    /// Returns the words for a command that the server does not have. No permission brings it back.
    private static func missing(_ words: String) -> Advice {
        let isSearch = Needle("scan").isFound(in: Array(words.prefix(40).lowercased().utf8))
        let sentence = Trouble.missing(words)
        return Advice(
            text: sentence.prefix(1).uppercased() + sentence.dropFirst() + ".",
            attempt: isSearch
                ? "It may be renamed or disabled there, or unknown to a proxy. " + namedQueue
                : "See rename-command in its configuration, and its version.")
    }

    private static func access(_ trouble: Trouble) -> Advice {
        switch trouble {
        case .passwordRequired:
            Advice(
                text: "The server wants a password and got none.",
                attempt: passwordPlaces)
        case .wrongPassword:
            Advice(
                text: "User name or password are wrong, or the user is disabled.",
                attempt: "Check both, wherever they come from, and the user with ACL LIST on the server.")
        case .noPermission(let words) where Needle("'scan'").isFound(in: Array(words.utf8)):
            Advice(
                text: "The Redis user may not search for queues (\(short(words))).",
                attempt: namedQueue)
        case .noPermission(let words):
            Advice(
                text: "The Redis user may not do this (\(short(words))).",
                attempt:
                    "Looking needs +@read on the queues' keys, such as ~bull:*, and +client|list for their workers.")
        default: answered(trouble)
        }
    }

    /// Returns the words for a trouble that passes by itself.
    private static func notReady(_ trouble: Trouble) -> Advice {
        switch trouble {
        case .loading:
            Advice(
                text: "The server is still loading its data from disk.",
                attempt: "Wait: large data takes minutes.")
        case .busy(let words):
            Advice(
                text: "A script keeps the server busy (\(short(words))).",
                attempt: "Wait, or end the script by SCRIPT KILL or FUNCTION KILL.")
        case .masterDown(let words):
            Advice(
                text: "The replica has lost its primary (\(short(words))).",
                attempt: "Wait for the failover, or connect to the primary.")
        case .clusterDown(let words):
            Advice(
                text: "The cluster does not serve these keys now (\(short(words))).",
                attempt: "Wait for the failover or the resharding; see CLUSTER INFO.")
        case .slotMoving(let words):
            Advice(
                text: "The hash slot of these keys is moving to another node (\(short(words))).",
                attempt: "Wait until the resharding has moved it.")
        case .failoverOpen:
            Advice(
                text: "The failover is not over: no primary answers and stays.",
                attempt: "Wait for it, and do the same again: what is done already is not done twice.")
        default: answered(trouble)
        }
    }

    /// Returns the words for answers that cannot be used.
    private static func answered(_ trouble: Trouble) -> Advice {
        switch trouble {
        case .tooLarge(let limit):
            Advice(
                text: "An answer would take more than \(Format.bytes(Int64(limit))) of memory, so it was not taken.",
                attempt: "See MEMORY USAGE and the lengths of the queue's keys.")
        case .noDatabase(let number):
            Advice(
                text: "The server has no database \(number).", attempt: "Check the number of the database in the URL.")
        case .onlyFirstDatabase(let number):
            Advice(
                text: "The server is a cluster, which has database 0 only, not \(number).",
                attempt: "Leave /\(number) or db=\(number) out of the URL.")
        case .wrongType:
            Advice(
                text: "A key \(short(trouble.reason)).",
                attempt: "Something else writes to it; the library cannot work on it either.")
        case .implausible(let reply):
            Advice(
                text: "The server answered with what cannot be (\(short(reply))).",
                attempt: "Check what answers at the address: a proxy may change replies.")
        case .server(let words):
            Advice(
                text: "The server refused a command (\(short(words))).",
                attempt: "See the server's log and its version.")
        default: Advice(text: "The server cannot be read.", attempt: "See the server's log.")
        }
    }
}

extension Trouble {
    /// Whether the server answers, but refuses the reading.
    public var isRefusal: Bool {
        switch self {
        case .passwordRequired, .wrongPassword, .noPermission, .noDatabase, .onlyFirstDatabase, .server,
            .unknownCommand:
            true
        case .sentinels(.passwordRequired), .sentinels(.wrongPassword), .sentinels(.noPermission): true
        default: false
        }
    }

    /// The trouble and the advice, in two sentences, as the screen shows them.
    public var explanation: String {
        let advice = Words.advice(self)
        return "\(advice.text) \(advice.attempt)"
    }
}

extension Trouble {
    /// A word for the trouble, for a header or a narrow column.
    var badge: String {
        switch self {
        case .busy: "BUSY"
        case .loading: "LOADING"
        default: standing.badge
        }
    }

    /// Returns what is wrong with the server at an address, as a heading. That there is no connection is said only where
    /// that is so: a server that answers is not gone.
    func heading(_ address: String) -> String {
        switch standing {
        case .notReady: "\(address) is not ready"
        case .silent: "No answer from \(address)"
        case .unreadable: "\(address) cannot be read"
        case .refusing: "\(address) refuses to be read"
        case .away: "No connection to \(address)"
        }
    }

    /// How far a server with a trouble can be reached.
    private enum Standing {
        case away, silent, notReady, refusing, unreadable

        /// The word for it.
        var badge: String {
            switch self {
            case .away: "OFFLINE"
            case .silent: "NO ANSWER"
            case .notReady: "NOT READY"
            case .refusing: "REFUSED"
            case .unreadable: "UNREADABLE"
            }
        }
    }

    private var standing: Standing {
        switch self {
        case .silent, .timedOut: .silent
        case .tooLarge, .wrongType, .implausible: .unreadable
        case .notSent(let trouble): trouble.standing
        case _ where isPassing: .notReady
        case _ where isRefusal: .refusing
        default: .away
        }
    }
}
