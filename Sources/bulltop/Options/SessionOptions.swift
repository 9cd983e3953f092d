/// The options that every command takes that prints what a server has, or how it changed it.
struct SessionOptions: CommandOptions {
    var format = OutputFormat.table
    var connection = ConnectionOptions()
    /// Whether moments are shown and typed in UTC, not in the operator's zone.
    var isUTC = false
    var isASCII = false

    static let options: [OptionBinding<SessionOptions>] =
        [
            .flag("--json", \.format, .json, summary: "Print one JSON document."),
            .flag("--jsonl", \.format, .jsonLines, summary: "Print JSON, one line for each item."),
        ] + ConnectionOptions.options.on(\.connection) + [
            .utc(\.isUTC).configured(.program), .ascii(\.isASCII).configured(.program),
        ]
}

/// The options that every command takes that changes what a server has.
struct ChangingOptions: CommandOptions {
    /// Whether nothing is changed, and the report is on what would be changed.
    var isDryRun = false
    /// Whether nothing is asked.
    var isSure = false
    var safety = SafetyOptions()
    var session = SessionOptions()

    static let options: [OptionBinding<ChangingOptions>] =
        [
            .flag(
                "--dry-run", \.isDryRun,
                summary: "Change nothing; print how many jobs would be changed, and some of them."),
            .flag(
                "--yes", \.isSure,
                summary: "Do not ask. Without it, a dangerous change asks on a terminal and is refused elsewhere."),
        ] + SafetyOptions.options.on(\.safety) + SessionOptions.options.on(\.session)
}

/// The options of a reading command: its own, and those of all such commands.
struct ReadingCommandOptions<Own: CommandOptions>: CommandOptions {
    var own = Own()
    var session = SessionOptions()

    static var options: [OptionBinding<Self>] { Own.options.on(\.own) + SessionOptions.options.on(\.session) }
}

/// The options of a changing command: its own, and those of all such commands.
struct ChangingCommandOptions<Own: CommandOptions>: CommandOptions {
    var own = Own()
    var changing = ChangingOptions()

    static var options: [OptionBinding<Self>] { Own.options.on(\.own) + ChangingOptions.options.on(\.changing) }
}
