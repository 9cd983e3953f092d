internal import Queues

/// A command. Its name, words, options and effect are one row of `CommandEntry.table`, which the parser, the help, the
/// manual page and the completions read.
struct CommandEntry: Sendable {
    /// The typed name; empty for the dashboard, which has none.
    let name: String
    let group: Group
    /// The operands, in order. At most one of them may be optional or repeated.
    let operands: [Operand]
    /// All options, in the order of the help.
    let options: [Option]
    /// The effect of the command, as a sentence.
    let summary: String
    /// The further paragraphs of the help.
    let details: [String]
    /// The tables of the help, after its paragraphs.
    let tables: [HelpTable]
    /// Returns the task of the command with these options and operands.
    let task: @Sendable (CommandWords) throws(UsageError) -> CommandTask

    /// The group in the list of commands.
    enum Group: String, CaseIterable, Sendable {
        case screen = "Screens"
        case reading = "Looking"
        case changing = "Changing"
        case shell = "Help"
    }

    /// Creates a command with these options, besides those that the parser handles itself.
    init<Values: CommandOptions>(
        _ name: String, _ group: Group, operands: [Operand] = [], options: [OptionBinding<Values>],
        answered: [Option] = [.help], summary: String, details: [String] = [], tables: [HelpTable] = [],
        task: @escaping @Sendable (Values, [Argument]) throws(UsageError) -> CommandTask
    ) {
        self.name = name
        self.group = group
        self.operands = operands
        self.options = options.map(\.option) + answered
        self.summary = summary
        (self.details, self.tables) = (details, tables)
        self.task = { words throws(UsageError) in try task(try words.values(options), words.operands) }
    }

    /// Returns a command that reads. It also takes the options that all such commands take, and `--queue` where it
    /// searches for queues.
    static func reading<Own: CommandOptions>(
        _ name: String, _ own: Own.Type, operands: [Operand] = [], searchesQueues: Bool = false, summary: String,
        details: [String] = [],
        work: @escaping @Sendable (CommandSession, Own) throws(CommandFailure) -> Void
    ) -> CommandEntry {
        let queue: [OptionBinding<ReadingCommandOptions<Own>>] =
            searchesQueues ? [ConnectionOptions.queue.on(\.session.connection)] : []
        return CommandEntry(
            name, .reading, operands: operands,
            options: Own.options.on(\.own) + queue + SessionOptions.options.on(\.session), summary: summary,
            details: details
        ) { options, _ in
            .reading(options.session) { session throws(CommandFailure) in try work(session, options.own) }
        }
    }

    /// Returns a command that changes what the server holds. It also takes the options that all such commands take.
    static func changing<Own: CommandOptions>(
        _ name: String, _ own: Own.Type, operands: [Operand], summary: String, details: [String] = [],
        work: @escaping @Sendable (CommandSession, Own) throws(CommandFailure) -> Change
    ) -> CommandEntry {
        changing(name, own, operands: operands, summary: summary, details: details) {
            session, options throws(CommandFailure) in ChangeFeed(try work(session, options))
        }
    }

    /// Returns a command whose operations are found one by one.
    static func changing<Own: CommandOptions>(
        _ name: String, _ own: Own.Type, operands: [Operand], summary: String, details: [String] = [],
        feed: @escaping @Sendable (CommandSession, Own) throws(CommandFailure) -> ChangeFeed
    ) -> CommandEntry {
        CommandEntry(
            name, .changing, operands: operands, options: ChangingCommandOptions<Own>.options, summary: summary,
            details: details
        ) { options, _ in
            .changing(options.changing) { session throws(CommandFailure) in try feed(session, options.own) }
        }
    }

    /// The line of usage: `bulltop jobs [OPTION]... QUEUE`.
    var usage: String {
        (["bulltop", name].filter { !$0.isEmpty } + ["[OPTION]..."] + operands.map(\.usage)).joined(separator: " ")
    }

    /// Throws where there are too few words, or too many.
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
    /// The old names that still work and are not listed.
    private static let oldNames = ["undeduplicate": "remove-deduplication"]

    /// Returns the command of a name, or of an old name; nil where there is none.
    static func named(_ name: String) -> CommandEntry? {
        let name = oldNames[name] ?? name
        return table.first { $0.name == name && !name.isEmpty }
    }

    /// Returns the command of a typed name. Throws where there is none.
    static func find(_ name: String) throws(UsageError) -> CommandEntry {
        if let entry = named(name) { return entry }
        // The word may contain a password, so it is not repeated.
        if name.utf8.starts(with: "redis".utf8) || name.utf8.starts(with: "unix:".utf8) {
            throw .conflict("a server is named by an option: --url URL")
        }
        throw .unknownCommand(name, nearest: Spelling.nearest(to: name, in: table.map(\.name).filter { !$0.isEmpty }))
    }
}
