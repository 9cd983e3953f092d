/// The reason why the TLS handshake failed.
public enum TLSFailure: Hashable, Sendable {
    /// The server's certificate expired at this time (`2026-11-25 08:00:00 UTC`).
    case expired(String)
    /// The server's certificate is not valid before this time.
    case notYetValid(String)
    /// The certificate is not for the expected name or address, but for these names.
    case wrongName(expected: String, names: [String])
    /// No trusted authority has signed the certificate: OpenSSL's words, and the searched files and directories with
    /// authorities.
    case unknownAuthority(String, searched: [String])
    /// No trusted authority has signed the certificate, since this directory, the only place of authorities, has no
    /// certificate by the name that OpenSSL looks for.
    case unhashed(String)
    /// The server requires a client certificate, and none is set.
    case certificateRequired
    /// The server refuses the client certificate; OpenSSL's words.
    case certificateRefused(String)
    /// A file (authorities, certificate, key) cannot be used: its path, and why.
    case file(String, String)
    /// Another failure; OpenSSL's words.
    case other(String)
}
