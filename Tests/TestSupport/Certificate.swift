/// A certificate and its private key. `CertificateAuthority` makes them.
public struct Certificate: Sendable {
    /// The certificate, PEM.
    public let file: String
    /// The private key, PEM.
    public let key: String
}
