internal import Canvas
internal import Queues
internal import Terminal

/// One option. The parser, the help and whatever else lists options read `Option.table`.
struct Option: Sendable {
    /// With its dashes.
    let name: String
    /// A short form with its dash, if it has one.
    var short: String?
    /// What its value is called; nil for an option without one.
    var value: String?
    /// What it does, for the help: lines of at most 60 columns.
    let summary: [String]
    /// Takes it over into the invocation; the text is empty for an option without a value.
    let take: @Sendable (inout Invocation, String) throws(UsageError) -> Void

    /// Every option, in the order of the help.
    static let table: [Option] = [
        Option(
            name: "--url", value: "URL",
            summary: [
                "The server: redis://[user[:password]@]host[:port][/db],", "rediss:// for TLS, or unix:///path[?db=n].",
                "Else $BULLTOP_URL, else $REDIS_URL, else localhost.",
            ]
        ) { invocation, text in invocation.url = text },
        Option(
            name: "--prefix", value: "NAME",
            summary: ["The prefix of the queues' keys; may be repeated (bull)."]
        ) { invocation, text throws(UsageError) in
            guard !text.isEmpty else { throw .badValue("--prefix", text, allowed: "a prefix, such as bull") }
            invocation.prefixes.append(Array(text.utf8))
        },
        Option(
            name: "--interval", value: "SECONDS", summary: ["Time between two refreshes, 0.1 to 3600 (1)."]
        ) { invocation, text throws(UsageError) in invocation.interval = try OptionValue.interval(text) },
        Option(
            name: "--read-only", summary: ["Change nothing on the server, whatever key is pressed."]
        ) { invocation, _ in invocation.isReadOnly = true },
        Option(
            name: "--theme", value: "NAME|FILE", summary: ["Colours: \(OptionValue.themeNames), or a file."]
        ) { invocation, text in invocation.theme = text },
        Option(
            name: "--once",
            summary: ["Print one picture of the queues and end; so it does", "without a terminal on standard output."]
        ) { invocation, _ in invocation.isOnce = true },
        Option(
            name: "--size", value: "WxH", summary: ["The size of that picture (120 columns, as many rows as needed)."]
        ) { invocation, text throws(UsageError) in invocation.size = try OptionValue.size(text) },
        Option(
            name: "--ascii", summary: ["Draw with ASCII also where the locale is UTF-8."]
        ) { invocation, _ in invocation.isASCII = true },
        Option(
            name: "--color", value: "WHEN", summary: ["auto, never, or at most 8, 16 or 256 colours (auto)."]
        ) { invocation, text throws(UsageError) in
            guard let mode = ColorMode(rawValue: text) else {
                let allowed = ColorMode.allCases.map(\.rawValue).joined(separator: ", ")
                throw .badValue("--color", text, allowed: allowed)
            }
            invocation.color = mode
        },
        Option(name: "--version", summary: ["Print the version and end."]) { invocation, _ in
            invocation.information = .version
        },
        Option(name: "--help", short: "-h", summary: ["Print this and end."]) { invocation, _ in
            invocation.information = .help
        },
    ]
}
