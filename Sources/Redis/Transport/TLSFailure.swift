/// Why TLS could not be agreed on.
public enum TLSFailure: Hashable, Sendable {
    /// The server's certificate is no longer valid, since this time (`2026-11-25 08:00:00 UTC`).
    case expired(String)
    /// The server's certificate is not valid before this time.
    case notYetValid(String)
    /// The certificate is not for the name or address that was expected, but for these names.
    case wrongName(expected: String, names: [String])
    /// No known authority has signed the certificate: OpenSSL's words, and the files and directories with authorities that
    /// were looked at.
    case unknownAuthority(String, searched: [String])
    /// The server wants a certificate of ours, and there is none.
    case certificateRequired
    /// The server does not accept our certificate; OpenSSL's words.
    case certificateRefused(String)
    /// A file of ours (authorities, certificate, key) cannot be used: its path, and why.
    case file(String, String)
    /// Anything else; OpenSSL's words.
    case other(String)
}
