internal import Dashboard
internal import JSONText
internal import Queues

/// The options of `record`.
struct RecordOptions: CommandOptions {
    /// The length of the recording, in ms; nil until a signal comes.
    var length: Milliseconds?
    /// Whether a file that exists is replaced.
    var replaces = false
    /// The time between two readings, in ms.
    var interval: Milliseconds = 1_000

    static let options: [OptionBinding<RecordOptions>] = [
        .value("--for", "MS", \.length, summary: "The length, such as 10m; else Ctrl-C ends it.") {
            word throws(UsageError) in
            try OptionValue.duration("--for", word, from: 1)
        },
        .flag("--force", \.replaces, summary: "Replace the file if it exists."),
        .interval(\.interval),
    ]
}

extension CommandEntry {
    static let record = CommandEntry(
        "record", .reading, operands: [Operand("FILE"), Operand("QUEUE", .any)],
        options: ReadingCommandOptions<RecordOptions>.options,
        summary: "Record queues and their events in a file, for replay and jq.",
        details: [
            "What has changed is a line of JSON. FILE may be -, for standard output; the summary is then on standard error. docs/json.md has its members. Values of secret fields are hidden in the file, unless --show-secrets is given. Jobs and their data are "
                + "not recorded.",
            "Ctrl-C ends it with a last line and a summary, a second one without waiting for the server. Where the disk is full it "
                + "ends with 1, and what was written is kept. With --force it is written beside the old file, whose place it takes "
                + "at the end.",
        ]
    ) { options, operands throws(UsageError) in
        var session = options.session
        // No others are searched for.
        session.connection.queues += operands.dropFirst().map(\.bytes)
        return .reading(session) { session throws(CommandFailure) in
            try Recorder(session, options.own).run(to: session.operands[0])
        }
    }
}

extension CommandSession {
    /// Prints what a recording has; on standard error where the recording itself is on standard output.
    func print(_ summary: RecordingSummary) throws(CommandFailure) {
        let isBeside = summary.file == Array(RecordingTarget.standardOutput.utf8)
        guard isBeside || output.format == .table else {
            return try output.print(
                .object([
                    .init("file", .bytes(summary.file)), .init("start", .number(summary.start)),
                    .init("end", .number(summary.end)), .init("queues", .number(summary.queues)),
                    .init("overviews", .number(summary.overviews)), .init("events", .number(summary.events)),
                    .init("messages", .number(summary.messages)), .init("bytes", .number(summary.bytes)),
                ]))
        }
        let what = [
            Format.count(summary.overviews, "overview") + " of " + Format.count(summary.queues, "queue"),
            Format.count(summary.events, "event"), Format.count(summary.messages, "message"),
        ]
        let words = "\(what.joined(separator: ", ")) in \(Format.duration(summary.end - summary.start))"
        guard !isBeside else { return complain("recorded \(words), \(Format.bytes(summary.bytes))") }
        try output.print(["Recorded \(words): \(shown(summary.file)), \(Format.bytes(summary.bytes))"])
    }
}

/// What a recording has.
struct RecordingSummary: Equatable {
    let file: [UInt8]
    /// When it began and ended, in ms since 1970 on our clock.
    let start: Milliseconds
    let end: Milliseconds
    let queues: Int
    let overviews: Int
    let events: Int
    let messages: Int
    /// The size of the file.
    let bytes: Int
}
