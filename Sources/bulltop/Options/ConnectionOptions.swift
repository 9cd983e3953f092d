internal import Canvas
internal import JSONText
internal import Themes

/// The options for the server, the connection and the place of its queues, which every command with a server takes.
struct ConnectionOptions: CommandOptions {
    /// The name of its section in the configuration file.
    var name: String?
    var url: String?
    /// Whether the password is typed.
    var asksPassword = false
    /// The path of a file whose first line is the password.
    var passwordFile: String?
    /// A command whose output has the password on its first line.
    var passwordCommand: String?
    /// The encryption of the connection.
    var tls = TLSOptions()
    /// Whether the server is not asked to report changed keys.
    var isUntracked = false
    var prefixes: [[UInt8]] = []
    /// The names of fields that are hidden besides the default ones.
    var redacted: [[UInt8]] = []
    /// Whether no field is hidden.
    var showsSecrets = false
    /// The queues that are opened without a search; empty for all that are found.
    var queues: [[UInt8]] = []

    /// `--queue` is not among them: a command for one queue takes its name as an operand.
    static let options: [OptionBinding<ConnectionOptions>] =
        [named] + (server + TLSOptions.options.on(\.tls) + [prefix, untracked]).configured(.server)
        + secrets.configured(.program)

    private static let named: OptionBinding<ConnectionOptions> = .text(
        "--connection", "NAME", \.name,
        summary: """
            The server of the section [connection NAME] of the configuration file. The dashboard takes several.
            """
    ).configured(.defaults)

    private static let server: [OptionBinding<ConnectionOptions>] = [
        .value(
            "--url", "URL", \.url,
            summary: """
                The server: redis://[user[:password]@]host[:port][/db], rediss:// for TLS, \
                redis-sentinel://host[,host]/master[/db], or unix:///path[?db=n]. A node of a cluster leads to all of it. \
                Else $BULLTOP_URL, else $REDIS_URL, else localhost. The dashboard takes several.
                """
        ) { word throws(UsageError) in
            _ = try StoreFactory.endpoint(url: word.text, from: "--url", password: nil)
            return word.text
        }.configured(.server, standard: Target.standardURL),
        .flag(
            "--askpass", \.asksPassword,
            summary: "Ask for the password on the terminal. Else the URL's, else $BULLTOP_PASSWORD_FILE."),
        .text(
            "--password-file", Option.Value("FILE", isFile: true), \.passwordFile,
            summary: "A file whose first line is the password, where the URL has none."),
        .text(
            "--password-command", Option.Value("COMMAND"), \.passwordCommand,
            summary: """
                A command of the shell that prints the password, where the URL has none. It has 60 s, in which it may ask \
                on the terminal.
                """),
    ]

    private static let secrets: [OptionBinding<ConnectionOptions>] = [
        .names(
            "--redact", \.redacted, allowed: "the name of a field, such as iban",
            summary: """
                Hide the values of fields of this name in data, return values, logs and failures, besides \
                \(SecretNames.standard.joined(separator: ", ")); may be repeated.
                """),
        .flag("--show-secrets", \.showsSecrets, summary: "Hide no field by its name."),
    ]

    /// The names of hidden fields.
    var hiddenNames: SecretNames {
        SecretNames(showsSecrets ? [] : SecretNames.standard + redacted.map { String(decoding: $0, as: UTF8.self) })
    }

    private static let prefix: OptionBinding<ConnectionOptions> = .names(
        "--prefix", \.prefixes, allowed: "a prefix, such as bull",
        summary: "The prefix of the queues' keys; may be repeated (bull)."
    ).configured(.server, standard: "bull")

    private static let untracked: OptionBinding<ConnectionOptions> = .flag(
        "--no-tracking", \.isUntracked,
        summary: "Read every queue each time, and do not let the server say which keys have changed (CLIENT TRACKING).")

    static let queue: OptionBinding<ConnectionOptions> = .names(
        "--queue", \.queues, allowed: "a queue's name",
        summary: "Open this queue without a search through all keys, as where SCAN is not permitted; may be repeated."
    ).configured(.server)
}

extension OptionBinding {
    /// Returns a repeatable option whose values are further names, which must not be empty.
    fileprivate static func names(
        _ name: String, _ field: Field<[[UInt8]]>, allowed: String, summary: String
    ) -> OptionBinding {
        let option = Option(name: name, value: "NAME", summary: summary, isRepeated: true)
        return OptionBinding(option: option) { values, word throws(UsageError) in
            guard !word.bytes.isEmpty else { throw .badValue(name, "", allowed: allowed) }
            values[keyPath: field].append(word.bytes)
        }
    }
}

/// The options that protect a server from mistakes.
struct SafetyOptions: CommandOptions {
    /// Whether every change is refused.
    var isReadOnly = false
    /// Whether the connection is marked as production.
    var isProduction = false
    /// The name of the connection.
    var label: String?
    /// The style of that name; nil for the header's.
    var labelStyle: Style?

    static let options: [OptionBinding<SafetyOptions>] = table.configured(.server)

    private static let table: [OptionBinding<SafetyOptions>] = [
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
        .value(
            "--label-color", "STYLE", \.labelStyle,
            summary: "How that name is drawn, as a theme has it: white on blue."
        ) { word throws(UsageError) in
            do throws(ThemeError.Problem) {
                return try Themes.style(word.text)
            } catch {
                throw .badStyle("--label-color", problem: error.text)
            }
        },
    ]
}
