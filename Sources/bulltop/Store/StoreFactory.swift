internal import JSONText
internal import QueueStore
internal import Queues
internal import Redis
internal import Threads

/// Creates stores from URLs. No other file of this module names a kind of store; a new kind is a case here and its
/// module.
enum StoreFactory {
    /// Returns the store of a URL, which comes from `origin`: an option or a variable. `password` is used where the URL
    /// has none.
    static func source(
        url: String, from origin: String, password: String?, tls: TLSOptions = TLSOptions(), prefixes: [[UInt8]],
        named: [QueueID], tracksKeys: Bool, thresholds: HealthThresholds
    ) throws(UsageError) -> StoreSource {
        var endpoint = try endpoint(url: url, from: origin, password: password)
        try apply(tls, to: &endpoint)
        return source(
            at: endpoint, prefixes: prefixes, named: named, tracksKeys: tracksKeys, thresholds: thresholds)
    }

    /// Applies the options for TLS, which take precedence over the URL.
    private static func apply(_ choice: TLSOptions, to endpoint: inout Endpoint) throws(UsageError) {
        if choice.isWanted, endpoint.tls == nil { endpoint.tls = TLSSettings() }
        guard var settings = endpoint.tls else {
            guard let option = choice.dependentOption else { return }
            throw .conflict("\(option) needs TLS: rediss:// or --tls")
        }
        settings.authorityFile = choice.authorityFile ?? settings.authorityFile
        settings.authorityDirectory = choice.authorityDirectory ?? settings.authorityDirectory
        settings.certificate = choice.certificate ?? settings.certificate
        settings.key = choice.key ?? settings.key
        settings.sni = choice.sni ?? settings.sni
        settings.serverName = choice.serverName ?? settings.serverName
        if choice.isInsecure { settings.isVerified = false }
        endpoint.tls = settings
    }

    /// Returns the store at an endpoint. Where queues are named, no others are searched for.
    static func source(
        at endpoint: Endpoint, prefixes: [[UInt8]], named: [QueueID] = [], tracksKeys: Bool = true,
        thresholds: HealthThresholds = .standard
    ) -> StoreSource {
        var source = StoreSource(address: endpoint.display, database: endpoint.database, prefixes: prefixes) { stop in
            QueueStore(
                endpoint: endpoint, prefixes: prefixes, named: named, tracksKeys: tracksKeys, thresholds: thresholds,
                stop: stop)
        }
        source.openToSearch = { stop in
            QueueStore(endpoint: endpoint, prefixes: prefixes, thresholds: thresholds, stop: stop)
        }
        source.isEncrypted = endpoint.tls != nil
        source.isUnverified = endpoint.tls?.isVerified == false
        return source
    }

    /// Returns the endpoint of a URL.
    static func endpoint(url: String, from origin: String, password: String?) throws(UsageError) -> Endpoint {
        do {
            var endpoint = try Endpoint(url: url)
            if endpoint.password == nil { endpoint.password = password }
            return endpoint
        } catch {
            throw .badURL(source: origin, problem: problem(error))
        }
    }

    private static func problem(_ error: EndpointError) -> String {
        switch error {
        case .scheme(let scheme):
            (scheme.map { "'\($0)://' is not the scheme of a server" } ?? "not a valid URL")
                + "; give redis://, rediss://, redis-sentinel://, rediss-sentinel:// or unix://"
        case .host: "the host is not well-formed"
        case .port: "the port must be a number from 1 to 65535"
        case .database: "the database must be a number, such as /0"
        case .percentEscape(let part):
            "a % in the \(words(part)) is not followed by two hexadecimal digits, or they make no UTF-8; write % as %25"
        case .missingPath: "the path of the socket is missing; give unix:///path"
        case .unknownParameter(let name): unknownParameter(name)
        case .needsTLS(let parameter):
            "'\(parameter.rawValue)' after '?' is about TLS; give rediss://, rediss-sentinel:// or tls=true"
        case .needsSentinels(let parameter):
            "'\(parameter.rawValue)' after '?' is about Sentinels; give redis-sentinel:// or rediss-sentinel://"
        case .truth(let parameter): "'\(parameter.rawValue)' after '?' must be true or false"
        case .contradictsTLS:
            "tls=false contradicts the scheme, which wants TLS; give redis:// or redis-sentinel://, or leave it out"
        }
    }

    private static func unknownParameter(_ name: String?) -> String {
        let known = URLParameter.allCases.map(\.rawValue)
        let words = (name.map { "'\($0)'" } ?? "what stands") + " after '?' is no parameter of a URL"
        if let nearest = name.flatMap({ Spelling.nearest(to: $0, in: known) }) {
            return "\(words); did you mean '\(nearest)'?"
        }
        return "\(words); it may have db=n, password=p and tls=true, with TLS cacert, cacertdir, cert, key, sni, "
            + "tls-server-name and insecure, of Sentinels master, sentinel-user and sentinel-password"
    }

    private static func words(_ part: EndpointError.Part) -> String {
        switch part {
        case .user: "user name"
        case .password: "password"
        case .host: "host"
        case .path: "path"
        case .database: "database"
        case .master: "name of the master"
        case .parameter: "value of a parameter"
        }
    }
}

/// The place of queues, and how a thread opens a store there. `StoreFactory` makes it from a URL, a test from a
/// recording.
struct StoreSource: Sendable {
    /// The address, `host:port` or the path of a Unix socket, without user and password.
    let address: String
    /// The number of the logical database.
    let database: Int
    /// The prefixes of the queues' keys.
    let prefixes: [[UInt8]]
    /// Whether the server's certificate is not verified, though TLS is used.
    var isUnverified = false
    /// Whether the connection is encrypted.
    var isEncrypted = false
    /// Opens a store that belongs to the calling thread. It does not connect yet; the signal ends its waits.
    var open: @Sendable (StopSignal?) -> any Store
    /// The time between two readings of a recording, in ms; nil for a server.
    var recordedInterval: Milliseconds?
    /// Sentences about it for the operator.
    var remarks: [String] = []
    /// The names of the queues that are opened without a search; empty where all are searched for.
    var names: [[UInt8]] = []
    /// Opens a store that searches for all queues, whichever are named; nil where there is no other one.
    var openToSearch: (@Sendable (StopSignal?) -> any Store)?

    /// Returns the same source, whose stores hide the values of these fields.
    func hiding(_ names: SecretNames) -> StoreSource {
        var source = self
        source.open = { [open] stop in RedactingStore(open(stop), hiding: names) }
        return source
    }
}
