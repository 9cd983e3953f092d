extension Option {
    /// Which server, and how to reach it: what every command takes that reads one.
    static let connecting: [Option] = [
        url, askPassword, tls, authorityFile, authorityDirectory, certificate, key, sni, serverName, insecure,
    ]

    private static let tls = Option(name: "--tls", summary: "Encrypt the connection, as rediss:// does.") {
        invocation, _ in invocation.tls.isWanted = true
    }

    private static let authorityFile = Option(
        name: "--cacert", value: Value("FILE", isFile: true),
        summary: "Trust the authorities in this file (PEM) instead of the system's. Else $SSL_CERT_FILE."
    ) { invocation, word in invocation.tls.authorityFile = word.text }

    private static let authorityDirectory = Option(
        name: "--cacertdir", value: Value("DIRECTORY", isFile: true),
        summary: "Trust the authorities in this directory (hashed names) instead of the system's. Else $SSL_CERT_DIR."
    ) { invocation, word in invocation.tls.authorityDirectory = word.text }

    private static let certificate = Option(
        name: "--cert", value: Value("FILE", isFile: true),
        summary: "The certificate to present to a server that wants one (PEM)."
    ) { invocation, word in invocation.tls.certificate = word.text }

    private static let key = Option(
        name: "--key", value: Value("FILE", isFile: true),
        summary: "The private key of --cert (PEM), where it is not in the same file."
    ) { invocation, word in invocation.tls.key = word.text }

    private static let sni = Option(
        name: "--sni", value: "NAME",
        summary: "The name to send to the server (SNI), which its certificate must then be for."
    ) { invocation, word in invocation.tls.sni = word.text }

    private static let serverName = Option(
        name: "--tls-server-name", value: "NAME",
        summary:
            "The name or address that the server's certificate must be for, where it is not the URL's: behind a tunnel."
    ) { invocation, word in invocation.tls.serverName = word.text }

    private static let insecure = Option(
        name: "--insecure", summary: "Do not verify the server's certificate. The header says so."
    ) { invocation, _ in invocation.tls.isInsecure = true }
}
