internal import Redis

/// The server that is meant.
enum Target {
    /// The endpoint by `--url`, else by the environment, else the one that Redis has by default.
    static func endpoint(_ invocation: Invocation, _ environment: Environment) throws(UsageError) -> Endpoint {
        let (source, url): (String, String) =
            if let url = invocation.url {
                ("--url", url)
            } else if let url = environment.bulltopURL {
                ("$BULLTOP_URL", url)
            } else if let url = environment.redisURL {
                ("$REDIS_URL", url)
            } else {
                ("", "redis://localhost:6379")
            }
        var endpoint: Endpoint
        do {
            endpoint = try Endpoint(url: url)
        } catch {
            throw .badURL(source: source, problem: problem(error))
        }
        if endpoint.password == nil { endpoint.password = environment.password }
        return endpoint
    }

    private static func problem(_ error: EndpointError) -> String {
        switch error {
        case .scheme(let scheme):
            (scheme.map { "'\($0)://' is no scheme of a server" } ?? "this is no URL")
                + "; give redis://, rediss:// or unix://"
        case .host: "the host is not well-formed"
        case .port: "the port must be a number from 1 to 65535"
        case .database: "the database must be a number, such as /0"
        case .percentEscape(let part):
            "a % in the \(words(part)) is not followed by two hexadecimal digits, or they make no UTF-8; write % as %25"
        case .missingPath: "the path of the socket is missing; give unix:///path"
        case .unknownParameter: "an unknown parameter after '?'; a unix:// URL may have db=n and password=p"
        }
    }

    private static func words(_ part: EndpointError.Part) -> String {
        switch part {
        case .user: "user name"
        case .password: "password"
        case .host: "host"
        case .path: "path"
        case .database: "database"
        }
    }
}
