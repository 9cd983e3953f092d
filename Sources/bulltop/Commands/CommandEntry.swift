internal import Queues

/// A command. What it is called, takes and does stands in one row of `CommandEntry.table`, which the parser, the help, the
/// manual page and the completions read.
struct CommandEntry: Sendable {
    /// What is typed; empty for the dashboard, which has no word of its own.
    let name: String
    let group: Group
    /// The words that it takes, in order. Only one of them may stand for none or for several.
    let operands: [Operand]
    /// Every option that it takes, in the order of the help.
    let options: [Option]
    /// What it does, as a sentence.
    let summary: String
    /// What else there is to know, paragraph by paragraph.
    let details: [String]
    /// Returns what the command does, with what its options and operands say.
    let task: @Sendable (CommandWords) throws(UsageError) -> CommandTask

    /// What commands are listed under.
    enum Group: String, CaseIterable, Sendable {
        case screen = "Screens"
        case reading = "Looking"
        case changing = "Changing"
        case shell = "Help"
    }

    /// Creates a command with these options, besides those that the parser answers by itself.
    init<Values: CommandOptions>(
        _ name: String, _ group: Group, operands: [Operand] = [], options: [OptionBinding<Values>],
        answered: [Option] = [.help], summary: String, details: [String] = [],
        task: @escaping @Sendable (Values, [Argument]) throws(UsageError) -> CommandTask
    ) {
        self.name = name
        self.group = group
        self.operands = operands
        self.options = options.map(\.option) + answered
        self.summary = summary
        self.details = details
        self.task = { words throws(UsageError) in try task(try words.values(options), words.operands) }
    }

    /// A command that reads. It also takes the options that all of them take, and `--queue` where it searches for queues
    /// unless they are named.
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

    /// Returns a command that changes what the server holds. It also takes the options that all of them take.
    static func changing<Own: CommandOptions>(
        _ name: String, _ own: Own.Type, operands: [Operand], summary: String, details: [String] = [],
        work: @escaping @Sendable (CommandSession, Own) throws(CommandFailure) -> Change
    ) -> CommandEntry {
        changing(name, own, operands: operands, summary: summary, details: details) {
            session, options throws(CommandFailure) in ChangeFeed(try work(session, options))
        }
    }

    /// Returns the same with operations that are found one by one.
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

    /// Returns the command of a name, or of an old one; nil where there is none.
    static func named(_ name: String) -> CommandEntry? {
        let name = oldNames[name] ?? name
        return table.first { $0.name == name && !name.isEmpty }
    }

    /// Returns the command that a person named.
    static func find(_ name: String) throws(UsageError) -> CommandEntry {
        if let entry = named(name) { return entry }
        // It may hold a password, so it is repeated nowhere.
        if name.utf8.starts(with: "redis".utf8) || name.utf8.starts(with: "unix:".utf8) {
            throw .conflict("a server is named by an option: --url URL")
        }
        throw .unknownCommand(name, nearest: Spelling.nearest(to: name, in: table.map(\.name).filter { !$0.isEmpty }))
    }
}
