/// Which server is meant, how it is reached, and where its queues are: what every command takes that asks one.
struct ConnectionOptions: CommandOptions {
    var url: String?
    /// Whether the password is to be typed.
    var asksPassword = false
    /// How the connection is encrypted.
    var tls = TLSOptions()
    var prefixes: [[UInt8]] = []
    /// The queues that are opened without a search; none for all that are found.
    var queues: [[UInt8]] = []

    /// `--queue` is not among them: a command that is for one queue takes its name as a word.
    static let options: [OptionBinding<ConnectionOptions>] =
        [
            .text(
                "--url", "URL", \.url,
                summary: """
                    The server: redis://[user[:password]@]host[:port][/db], rediss:// for TLS, \
                    redis-sentinel://host[,host]/master[/db], or unix:///path[?db=n]. A node of a cluster leads to all of it. \
                    Else $BULLTOP_URL, else $REDIS_URL, else localhost.
                    """),
            .flag(
                "--askpass", \.asksPassword,
                summary: "Ask for the password on the terminal. Else the URL's, else $BULLTOP_PASSWORD_FILE."),
        ] + TLSOptions.options.on(\.tls) + [
            .names(
                "--prefix", \.prefixes, allowed: "a prefix, such as bull",
                summary: "The prefix of the queues' keys; may be repeated (bull).")
        ]

    static let queue: OptionBinding<ConnectionOptions> = .names(
        "--queue", \.queues, allowed: "a queue's name",
        summary: "Open this queue without a search through all keys, as where SCAN is not permitted; may be repeated.")
}

extension OptionBinding {
    /// Returns an option that may be repeated; each value is one more name, which must not be empty.
    fileprivate static func names(
        _ name: String, _ field: Field<[[UInt8]]>, allowed: String, summary: String
    ) -> OptionBinding {
        OptionBinding(option: Option(name: name, value: "NAME", summary: summary)) { values, word throws(UsageError) in
            guard !word.bytes.isEmpty else { throw .badValue(name, "", allowed: allowed) }
            values[keyPath: field].append(word.bytes)
        }
    }
}

/// What protects a server from mistakes.
struct SafetyOptions: CommandOptions {
    /// Whether every change is refused.
    var isReadOnly = false
    /// Whether the connection is marked as production.
    var isProduction = false
    /// What the connection is called.
    var label: String?

    static let options: [OptionBinding<SafetyOptions>] = [
        .flag("--read-only", \.isReadOnly, summary: "Refuse every change of the server."),
        .flag(
            "--production", \.isProduction,
            summary: """
                Mark the connection as production: the header says so, and a change of many jobs asks for the queue's name. \
                Else $BULLTOP_PRODUCTION.
                """),
        .value(
            "--label", "TEXT", \.label, summary: "The name of the connection in the header and in questions."
        ) { word throws(UsageError) in
            guard !word.bytes.isEmpty else { throw .badValue("--label", "", allowed: "a name, such as staging") }
            return word.text
        },
    ]

    /// Marks the connection as production where the environment does.
    mutating func mark(by environment: Environment) {
        if environment.isProduction { isProduction = true }
    }
}
