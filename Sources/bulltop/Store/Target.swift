internal import Queues

/// The server that is meant.
enum Target {
    /// The prefix of queues that have no other one.
    static let standardPrefix = Array("bull".utf8)

    /// The store by `--url`, else by the environment, else the one that Redis has by default.
    static func source(_ invocation: Invocation, _ environment: Environment) throws(UsageError) -> StoreSource {
        let (origin, url): (String, String) =
            if let url = invocation.url {
                ("--url", url)
            } else if let url = environment.bulltopURL {
                ("$BULLTOP_URL", url)
            } else if let url = environment.redisURL {
                ("$REDIS_URL", url)
            } else {
                ("", "redis://localhost:6379")
            }
        return try StoreFactory.source(
            url: url, from: origin, password: try Password.find(invocation, environment),
            prefixes: prefixes(invocation), named: named(invocation))
    }

    /// What `--queue` may mean: a name under each prefix, or `prefix:name`.
    private static func named(_ invocation: Invocation) -> [QueueID] {
        let prefixes = prefixes(invocation)
        return invocation.queues.flatMap { word in
            let isWhole = prefixes.contains { word.starts(with: $0 + [UInt8(ascii: ":")]) }
            let whole = isWhole ? QueueID(base: word, prefixes: prefixes) : nil
            return [whole].compactMap { $0 } + prefixes.map { QueueID(prefix: $0, name: word) }
        }
    }

    /// The prefixes that are asked for.
    static func prefixes(_ invocation: Invocation) -> [[UInt8]] {
        invocation.prefixes.isEmpty ? [standardPrefix] : invocation.prefixes
    }
}
