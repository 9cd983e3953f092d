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
            url: url, from: origin, password: try Password.find(invocation, environment), tls: invocation.tls,
            prefixes: prefixes(invocation)
        )
    }

    /// The prefixes that are asked for.
    static func prefixes(_ invocation: Invocation) -> [[UInt8]] {
        invocation.prefixes.isEmpty ? [standardPrefix] : invocation.prefixes
    }
}
