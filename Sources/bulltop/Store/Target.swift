internal import Queues

/// The server to use.
enum Target {
    /// The server where none is named.
    static let standardURL = "redis://localhost:6379"
    /// The default prefix of queues.
    static let standardPrefix = Array("bull".utf8)

    /// Returns the store of `--url`, else of the environment, else of Redis' default address.
    /// Its verdicts are by the thresholds of a configuration.
    static func source(
        _ options: ConnectionOptions, _ environment: Environment, by configuration: Configuration = Configuration()
    ) throws(UsageError) -> StoreSource {
        try source(options, environment, by: configuration, password: try Password.find(options, environment))
    }

    /// Returns the store of the same server, with a password that was found before; nil for none.
    static func source(
        _ options: ConnectionOptions, _ environment: Environment, by configuration: Configuration, password: String?
    ) throws(UsageError) -> StoreSource {
        let (origin, url): (String, String) =
            if let url = options.url {
                ("--url", url)
            } else if let url = environment.bulltopURL {
                ("$BULLTOP_URL", url)
            } else if let url = environment.redisURL {
                ("$REDIS_URL", url)
            } else {
                ("", standardURL)
            }
        var source = try StoreFactory.source(
            url: url, from: origin, password: password, tls: options.tls,
            prefixes: prefixes(options), named: named(options), tracksKeys: !options.isUntracked,
            thresholds: configuration.thresholds.values
        )
        source.names = options.queues
        return source.hiding(options.hiddenNames)
    }

    /// Returns the queues that `--queue` may mean: a name under each prefix, or `prefix:name`.
    private static func named(_ options: ConnectionOptions) -> [QueueID] {
        let prefixes = prefixes(options)
        return options.queues.flatMap { word in
            let isWhole = prefixes.contains { word.starts(with: $0 + [UInt8(ascii: ":")]) }
            let whole = isWhole ? QueueID(base: word, prefixes: prefixes) : nil
            return [whole].compactMap { $0 } + prefixes.map { QueueID(prefix: $0, name: word) }
        }
    }

    /// Returns the prefixes to use.
    static func prefixes(_ options: ConnectionOptions) -> [[UInt8]] {
        options.prefixes.isEmpty ? [standardPrefix] : options.prefixes
    }
}
