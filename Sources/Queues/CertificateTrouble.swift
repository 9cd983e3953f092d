/// Why certificates keep a connection from being made.
public enum CertificateTrouble: Hashable, Sendable {
    /// The server's certificate is no longer valid, since this time (`2026-11-25 08:00:00 UTC`).
    case expired(String)
    /// The server's certificate is not valid before this time.
    case notYetValid(String)
    /// The server's certificate is not for the expected name or address, but for these names.
    case wrongName(expected: String, names: [String])
    /// No trusted authority has signed the server's certificate: OpenSSL's words, and the files and directories with
    /// authorities that were looked at.
    case unknownAuthority(String, searched: [String])
    /// The server wants a certificate of the client's.
    case clientCertificateRequired
    /// The server does not accept the client's certificate; OpenSSL's words.
    case clientCertificateRefused(String)
    /// A file with authorities, a certificate or a key cannot be used: its path, and why.
    case file(String, String)
}
