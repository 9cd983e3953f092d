import Foundation

/// A certificate and its private key. `CertificateAuthority` creates them.
public struct Certificate: Sendable {
    /// The path of the certificate, PEM.
    public let file: String
    /// The path of the private key, PEM.
    public let key: String
}

/// An authority that signs certificates, created by openssl(1).
public struct CertificateAuthority: Sendable {
    /// The path of the authority's own certificate, PEM.
    public let file: String
    private let key: String
    private let directory: String

    /// Creates an authority of this name in the directory.
    public init(_ name: String, in directory: String) throws {
        self.directory = directory
        (file, key) = (directory + "/\(name).crt", directory + "/\(name).key")
        try Self.openssl(
            ["req", "-x509"] + Self.newKey + ["-days", "2", "-subj", "/CN=\(name)", "-keyout", key, "-out", file])
    }

    /// Signs a certificate for these names, such as `DNS:localhost` or `IP:127.0.0.1`. One of -1 days has expired.
    public func issue(_ names: String..., days: Int = 2) throws -> Certificate {
        let base = "\(directory)/\(UUID().uuidString)"
        let certificate = Certificate(file: base + ".crt", key: base + ".key")
        let (request, extensions) = (base + ".csr", base + ".ext")
        try "subjectAltName=\(names.joined(separator: ","))".write(
            toFile: extensions, atomically: false, encoding: .utf8)
        try Self.openssl(
            ["req"] + Self.newKey + ["-subj", "/CN=bulltop test", "-keyout", certificate.key, "-out", request])
        try Self.openssl([
            "x509", "-req", "-in", request, "-CA", file, "-CAkey", key, "-set_serial",
            String(Int.random(in: 1..<1 << 40)),
            "-days", String(days), "-extfile", extensions, "-out", certificate.file,
        ])
        return certificate
    }

    private static let newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]

    private static func openssl(_ arguments: [String]) throws {
        guard try Child("openssl", arguments).wait() == 0 else {
            throw TestFailure("openssl \(arguments.joined(separator: " ")) failed")
        }
    }
}
