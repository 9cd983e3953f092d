import Foundation

/// A self-signed certificate for one host name or address, made by openssl(1).
public struct Certificate: Sendable {
    /// The certificate, PEM.
    public let file: String
    /// The private key, PEM.
    public let key: String

    /// Makes a certificate in the directory; `name` is like `DNS:localhost` or `IP:127.0.0.1`.
    public init(for name: String, in directory: String) throws {
        let base = directory + "/" + name.replacing(":", with: "-")
        (file, key) = (base + ".crt", base + ".key")
        let child = try Child(
            "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=bulltop test", "-addext", "subjectAltName=\(name)", "-keyout", key, "-out", file,
            ], errors: base + ".log")
        guard child.wait() == 0 else {
            throw TestFailure((try? String(contentsOfFile: base + ".log", encoding: .utf8)) ?? "openssl failed")
        }
    }
}
