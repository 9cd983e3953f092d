/// What the command line says of TLS, by the names that redis-cli has for it.
struct TLSChoice: Equatable, Sendable {
    /// Whether the connection is encrypted also where the URL does not say so.
    var isWanted = false
    /// The file with the authorities that are trusted.
    var authorityFile: String?
    /// The directory with the authorities that are trusted.
    var authorityDirectory: String?
    /// The file with the client's certificate.
    var certificate: String?
    /// The file with its key.
    var key: String?
    /// The name that is sent to the server.
    var sni: String?
    /// The name that the server's certificate must be for.
    var serverName: String?
    /// Whether the server's certificate is not verified.
    var isInsecure = false

    /// The option that makes sense with TLS only; nil where there is none.
    var dependentOption: String? {
        let given: [(String, Bool)] = [
            ("--cacert", authorityFile != nil), ("--cacertdir", authorityDirectory != nil),
            ("--cert", certificate != nil),
            ("--key", key != nil), ("--sni", sni != nil), ("--tls-server-name", serverName != nil),
            ("--insecure", isInsecure),
        ]
        return given.first { $0.1 }?.0
    }
}
