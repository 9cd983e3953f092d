/// The part of a URL that is wrong. Only a scheme and the name of a parameter are quoted: any other part of a mistyped URL
/// may be a password.
public enum EndpointError: Error, Hashable, Sendable {
    /// The scheme is not one of `redis`, `rediss`, `redis-sentinel`, `rediss-sentinel`, `unix`; nil where there is no
    /// `scheme://`.
    case scheme(String?)
    /// The host is not well-formed: an IPv6 address without its closing bracket, a NUL byte.
    case host
    /// The port is not a number from 1 to 65535.
    case port
    /// The database is not a number from 0 to 2147483647.
    case database
    /// A `%` is not followed by two hexadecimal digits, or the decoded bytes are not UTF-8.
    case percentEscape(Part)
    /// A `unix` URL without the absolute path of the socket.
    case missingPath
    /// A query parameter that does not exist; nil where what stands there is no name and may be a part of a password.
    case unknownParameter(String?)
    /// A query parameter about TLS in a URL without TLS.
    case needsTLS(URLParameter)
    /// A query parameter about Sentinels in a URL without them.
    case needsSentinels(URLParameter)
    /// The value of this query parameter is neither true nor false.
    case truth(URLParameter)
    /// The scheme wants TLS, and the query parameter refuses it.
    case contradictsTLS

    /// A part of a URL that may contain percent escapes.
    public enum Part: Hashable, Sendable {
        /// The part before the first `:` of the credentials.
        case user
        /// The part after the first `:` of the credentials, or the `password` parameter.
        case password
        /// The host.
        case host
        /// The path of a Unix socket.
        case path
        /// The value of the `db` parameter.
        case database
        /// The name of the primary that Sentinels watch.
        case master
        /// The value of any other parameter.
        case parameter
    }
}
