/// What every command takes that prints what a server has, or what it did to it.
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

/// What every command takes that changes what a server has.
struct ChangingOptions: CommandOptions {
    /// Whether nothing is changed, and only said what would be.
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

/// What the options of a reading command say: its own options, and those that all of them take.
struct ReadingCommandOptions<Own: CommandOptions>: CommandOptions {
    var own = Own()
    var session = SessionOptions()

    static var options: [OptionBinding<Self>] { Own.options.on(\.own) + SessionOptions.options.on(\.session) }
}

/// What the options of a changing command say: its own options, and those that all of them take.
struct ChangingCommandOptions<Own: CommandOptions>: CommandOptions {
    var own = Own()
    var changing = ChangingOptions()

    static var options: [OptionBinding<Self>] { Own.options.on(\.own) + ChangingOptions.options.on(\.changing) }
}
