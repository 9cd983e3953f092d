internal import Queues

/// A command. What it is called, takes and does stands in one row of `CommandEntry.table`, which the parser, the help, the
/// manual page and the completions read.
struct CommandEntry: Sendable {
    /// What is typed; empty for the dashboard, which has no word of its own.
    let name: String
    let group: Group
    /// The words that it takes, in order. Only one of them may stand for none or for several.
    let operands: [Operand]
    /// Every option that it takes.
    let options: [Option]
    /// What it does, as a sentence.
    let summary: String
    /// What else there is to know, paragraph by paragraph.
    let details: [String]
    let work: Work

    /// What commands are listed under.
    enum Group: String, CaseIterable, Sendable {
        case screen = "Screens"
        case reading = "Looking"
        case changing = "Changing"
        case shell = "Help"
    }

    /// What a command does.
    enum Work: Sendable {
        /// Opens the dashboard.
        case screen
        /// Prints a text that needs no server.
        case text(@Sendable (Invocation) throws(UsageError) -> String)
        /// Changes what the server holds.
        case changing(@Sendable (CommandSession) throws(CommandFailure) -> ChangeFeed)
        /// Reads the server and prints what it finds.
        case reading(@Sendable (CommandSession) throws(CommandFailure) -> Void)
    }

    init(
        _ name: String, _ group: Group, operands: [Operand] = [], options: [Option], summary: String,
        details: [String] = [], work: Work
    ) {
        self.name = name
        self.group = group
        self.operands = operands
        self.options = options
        self.summary = summary
        self.details = details
        self.work = work
    }

    /// A command that reads. It also takes the options that all of them take.
    static func reading(
        _ name: String, operands: [Operand] = [], options: [Option] = [], summary: String, details: [String] = [],
        work: @escaping @Sendable (CommandSession) throws(CommandFailure) -> Void
    ) -> CommandEntry {
        CommandEntry(
            name, .reading, operands: operands, options: options + optionsOfReading, summary: summary, details: details,
            work: .reading(work))
    }

    /// A command that changes what the server holds. It also takes the options that all of them take.
    static func changing(
        _ name: String, operands: [Operand], options: [Option] = [], summary: String, details: [String] = [],
        work: @escaping @Sendable (CommandSession) throws(CommandFailure) -> Change
    ) -> CommandEntry {
        changing(name, operands: operands, options: options, summary: summary, details: details) {
            session throws(CommandFailure) in ChangeFeed(try work(session))
        }
    }

    /// The same with operations that are found one by one.
    static func changing(
        _ name: String, operands: [Operand], options: [Option] = [], summary: String, details: [String] = [],
        feed: @escaping @Sendable (CommandSession) throws(CommandFailure) -> ChangeFeed
    ) -> CommandEntry {
        CommandEntry(
            name, .changing, operands: operands, options: options + optionsOfChanging, summary: summary,
            details: details,
            work: .changing(feed))
    }

    /// The options that every reading command takes.
    static let optionsOfReading: [Option] = [.json, .jsonLines] + Option.connecting + [.prefix, .utc, .ascii, .help]
    /// The options that every changing command takes.
    static let optionsOfChanging: [Option] =
        [.dryRun, .yes, .readOnly, .production, .label, .json, .jsonLines] + Option.connecting + [
            .prefix, .ascii, .help,
        ]

    /// How it is called: `bulltop jobs [OPTION]... QUEUE`.
    var usage: String {
        (["bulltop", name].filter { !$0.isEmpty } + ["[OPTION]..."] + operands.map(\.usage)).joined(separator: " ")
    }

    /// Refuses too few words, and too many.
    func check(_ words: [Argument]) throws(UsageError) {
        let least = operands.reduce(0) { $0 + $1.bounds.lowerBound }
        if words.count < least {
            let required = operands.filter { $0.bounds.lowerBound > 0 }
            throw .missingOperand(required[min(words.count, required.count - 1)].name, usage: usage)
        }
        let most = operands.reduce(0) {
            $0.addingReportingOverflow($1.bounds.upperBound).overflow ? .max : $0 + $1.bounds.upperBound
        }
        if words.count > most { throw .unexpectedOperand(words[most].text, usage: usage) }
    }
}

extension CommandEntry {
    /// Old names that still work and are listed nowhere.
    private static let oldNames = ["undeduplicate": "remove-deduplication"]

    /// The command of a name, or of an old one; nil where there is none.
    static func named(_ name: String) -> CommandEntry? {
        let name = oldNames[name] ?? name
        return table.first { $0.name == name && !name.isEmpty }
    }

    /// The command that a person named.
    static func find(_ name: String) throws(UsageError) -> CommandEntry {
        if let entry = named(name) { return entry }
        // It may hold a password, and is told nowhere.
        if name.utf8.starts(with: "redis".utf8) || name.utf8.starts(with: "unix:".utf8) {
            throw .conflict("a server is named by an option: --url URL")
        }
        throw .unknownCommand(name, nearest: Spelling.nearest(to: name, in: table.map(\.name).filter { !$0.isEmpty }))
    }
}
