internal import Dashboard
internal import Queues

extension Invocation {
    /// Reads the words after the program's name. An option may come before its command, so words are interpreted when
    /// all of them are read.
    ///
    /// `configured` reads the configuration file. It is called only where a server is used, so that help is available
    /// whatever the file contains. What is remembered of the last run counts for a screen alone, and for the report on
    /// the settings.
    init(
        _ arguments: [Argument], _ environment: Environment = Environment(),
        configured: () throws(UsageError) -> Configuration = { Configuration() }
    ) throws(UsageError) {
        let (command, given) = try Self.sorted(arguments)
        let words = given
        let entry = command ?? .dashboard
        for word in words.options where !entry.options.contains(where: { $0.name == word.option.name }) {
            throw .foreignOption(word.option.name, command: entry.name)
        }
        self.entry = entry
        operands = words.operands
        configuration = Configuration()
        let answered: [Option] = [.help, .version, .printConfig, .printKeys]
        let question = words.options.last { answered.contains($0.option) }?.option
        if question == .help || question == .version {
            purpose = question == .help ? .help : .version
            return
        }
        let isJSON = entry.name.isEmpty && words.options.contains { $0.option == .json }
        if isJSON, question != .printConfig { throw .foreignOption(Option.json.name, command: "") }
        try entry.check(operands)
        purpose = .task(.text(""))
        do throws(UsageError) { try configure(words, question, environment, configured) } catch {
            guard question == nil, let task = Self.task(of: entry, given, despite: error) else { throw error }
            (configuration, purpose) = (Configuration(), .task(task))
        }
    }

    /// Finds the task by the words of the command line and the configuration file.
    private mutating func configure(
        _ given: CommandWords, _ question: Option?, _ environment: Environment,
        _ configured: () throws(UsageError) -> Configuration
    ) throws(UsageError) {
        var words = given
        // A recording has no connection, but a theme and keys.
        if entry.options.contains(where: { ["--connection", "--theme"].contains($0.name) }) {
            configuration = try configured()
            let isForScreen = environment.hasScreen || question == .printConfig
            let remembered = isForScreen ? Remembered.read(environment, entry) : Remembered()
            remark = remembered.remark(words, of: entry, configuration, environment)
            (words, servers) = try Self.complete(words, of: entry, configuration, remembered, environment)
        }
        let task = try entry.task(words)
        switch question {
        case .printConfig where given.options.contains { $0.option == .json }:
            let document = SettingsReport.json(words, configuration, environment)
            purpose = .task(
                .program { _ in
                    let delivery = StandardStream.output.write(document, as: .json)
                    return delivery == .failed ? delivery.status : .success
                })
        case .printConfig: purpose = .task(.text(SettingsReport.text(words, configuration, environment)))
        case .printKeys: purpose = .task(.text(configuration.keys.text))
        default: purpose = .task(task)
        }
    }

    /// Returns the task of a command that reports a mistake of the configuration file and goes on; nil for other commands
    /// and other errors.
    private static func task(
        of entry: CommandEntry, _ words: CommandWords, despite error: UsageError
    ) -> CommandTask? {
        guard entry.name == CommandEntry.doctor.name, case .configuration = error else { return nil }
        return .program { environment throws(UsageError) in
            try Doctor(words, despite: error, environment).run()
        }
    }

    /// Finds the servers, and returns the words with the options of the configuration file and what is remembered of the
    /// last run.
    private static func complete(
        _ given: CommandWords, of entry: CommandEntry, _ configuration: Configuration, _ remembered: Remembered,
        _ environment: Environment
    ) throws(UsageError) -> (CommandWords, FurtherServers) {
        var words = given
        words.options += remembered.connection(words, of: entry, configuration, environment).map { [$0] } ?? []
        let named = try words.servers(of: entry)
        let servers = try FurtherServers(words, named, configuration, entry, environment)
        words = try configuration.complete(named[0], of: entry, environment)
        words.options += remembered.theme(words, of: entry).map { [$0] } ?? []
        return (words, servers)
    }

    /// Finds the command, with its options and operands.
    private static func sorted(_ arguments: [Argument]) throws(UsageError) -> (CommandEntry?, CommandWords) {
        var rest = arguments[...]
        var (command, words) = (CommandEntry?.none, CommandWords())
        while let word = rest.popFirst() {
            if word.text == "--" {
                while let word = rest.popFirst() { try take(word, &command, &words) }
            } else if word.isOption {
                words.options.append(try Self.option(word, &rest, of: command))
            } else {
                try take(word, &command, &words)
            }
        }
        return (command, words)
    }

    /// Takes a word that is not an option: the command, or one of its operands.
    private static func take(
        _ word: Argument, _ command: inout CommandEntry?, _ words: inout CommandWords
    ) throws(UsageError) {
        guard command == nil else { return words.operands.append(word) }
        command = try CommandEntry.find(word.text)
    }

    /// Finds an option, and its value where it takes one: after `=`, else the next word. A flag is turned off by `--no-`
    /// before its name.
    private static func option(
        _ word: Argument, _ rest: inout ArraySlice<Argument>, of command: CommandEntry?
    ) throws(UsageError) -> GivenOption {
        let parts = word.bytes.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        let written = Argument(Array(parts[0])).text
        let name = Option.oldNames[written] ?? written
        let entry = command ?? .dashboard
        let named = Option.named(name, of: entry)
        // Most names are an option's own, which are found without the list of all options.
        let opposite = named == nil ? Option.opposite(name).flatMap { Option.named($0, of: entry) } : nil
        guard let option = named ?? opposite.flatMap({ $0.isFlag ? $0 : nil }) else {
            let known = command?.options ?? Option.all
            throw .unknownOption(name, nearest: Spelling.nearest(to: name, in: known.map(\.name)))
        }
        guard let value = option.value else {
            guard parts.count == 1 else { throw .unexpectedValue(option: name) }
            return GivenOption(option: option, value: option == opposite ? GivenOption.off : Argument(""))
        }
        guard let given = parts.count == 2 ? Argument(Array(parts[1])) : rest.popFirst() else {
            throw .missingValue(option: name, called: value.called)
        }
        return GivenOption(option: option, value: given)
    }
}
