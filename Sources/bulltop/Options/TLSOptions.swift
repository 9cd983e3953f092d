/// The options for TLS, with the names of redis-cli.
struct TLSOptions: CommandOptions {
    /// Whether the connection is encrypted even where the URL does not require it.
    var isWanted = false
    /// The file with trusted authorities.
    var authorityFile: String?
    /// The directory with trusted authorities.
    var authorityDirectory: String?
    /// The file with the client's certificate.
    var certificate: String?
    /// The file with its key.
    var key: String?
    /// The server name that is sent (SNI).
    var sni: String?
    /// The name that the server's certificate must have.
    var serverName: String?
    /// Whether the server's certificate is not verified.
    var isInsecure = false

    static let options: [OptionBinding<TLSOptions>] = [
        .flag("--tls", \.isWanted, summary: "Encrypt the connection, as rediss:// does."),
        .text(
            "--cacert", Option.Value("FILE", isFile: true), \.authorityFile,
            summary: "Trust the authorities in this file (PEM) instead of the system's. Else $SSL_CERT_FILE."),
        .text(
            "--cacertdir", Option.Value("DIRECTORY", isFile: true), \.authorityDirectory,
            summary:
                "Trust the authorities in this directory (hashed names) instead of the system's. Else $SSL_CERT_DIR."),
        .text(
            "--cert", Option.Value("FILE", isFile: true), \.certificate,
            summary: "The certificate to present to a server that wants one (PEM)."),
        .text(
            "--key", Option.Value("FILE", isFile: true), \.key,
            summary: "The private key of --cert (PEM), where it is not in the same file."),
        .text(
            "--sni", "NAME", \.sni,
            summary: "The name to send to the server (SNI), which its certificate must then be for."),
        .text(
            "--tls-server-name", "NAME", \.serverName,
            summary: "The name or address that the server's certificate must be for, where it is not the URL's: "
                + "behind a tunnel."),
        .flag(
            "--insecure", \.isInsecure, summary: "Do not verify the server's certificate. The header says so."),
    ]

    /// The first given option that requires TLS; nil for none.
    var dependentOption: String? {
        let given: [(String, Bool)] = [
            ("--cacert", authorityFile != nil), ("--cacertdir", authorityDirectory != nil),
            ("--cert", certificate != nil), ("--key", key != nil), ("--sni", sni != nil),
            ("--tls-server-name", serverName != nil), ("--insecure", isInsecure),
        ]
        return given.first { $0.1 }?.0
    }
}
