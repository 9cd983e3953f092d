/// The servers of the dashboard besides the first one. `--url` and `--connection` may be repeated for it.
struct FurtherServers: Sendable {
    /// The options of the further servers that are opened at the start, in the order of the command line.
    private(set) var further: [ScreenOptions] = []
    /// The names of the connections of the configuration file that are not opened before they are chosen.
    private(set) var others: [String] = []
    /// The words for such a connection, without its name. What was given for another server does not hold for it, but for
    /// `--read-only`.
    fileprivate var words = CommandWords()

    /// Creates no further servers.
    init() {}

    /// Finds the servers that a command line names, one for each of `named`, and the other connections of the file.
    init(
        _ given: CommandWords, _ named: [CommandWords], _ configuration: Configuration, _ entry: CommandEntry,
        _ environment: Environment
    ) throws(UsageError) {
        guard entry.name == CommandEntry.dashboard.name else { return }
        for words in named.dropFirst() {
            let whole = try configuration.complete(words, of: entry, environment)
            further.append(try whole.values(ScreenOptions.options))
        }
        var opened: Set<String> = []
        for words in named {
            if let name = try configuration.chosenConnection(words, entry, environment) { opened.insert(name) }
        }
        others = configuration.connections.filter { !opened.contains($0) }
        words = given
        words.options.removeAll { given in
            let isReadOnly = given.option.name == "--read-only" && !given.isOff
            return given.option.name == "--connection" || given.option.place == .server && !isReadOnly
        }
    }
}

extension Invocation {
    /// Returns the options of the dashboard for a connection of the file that is chosen while it is open.
    func options(ofConnection name: String, _ environment: Environment) throws(UsageError) -> ScreenOptions {
        guard let option = entry.options.first(where: { $0.name == "--connection" }) else { return ScreenOptions() }
        var words = servers.words
        words.options.append(GivenOption(option: option, value: Argument(name)))
        let options: ScreenOptions = try configuration.complete(words, of: entry, environment).values(
            ScreenOptions.options)
        guard !options.connection.asksPassword else {
            throw .conflict("\(name) asks for its password: start bulltop with --connection \(name)")
        }
        return options
    }
}

extension CommandWords {
    /// Returns the words for each server that they name: as they are where at most one is named. Where `--url` or
    /// `--connection` is repeated, each of them names a server, and the other options hold for all. Throws for a command
    /// that is for one server.
    func servers(of entry: CommandEntry) throws(UsageError) -> [CommandWords] {
        let naming = ["--url", "--connection"]
        let named = options.filter { naming.contains($0.option.name) }
        guard naming.contains(where: { name in named.count { $0.option.name == name } > 1 }) else { return [self] }
        guard entry.name == CommandEntry.dashboard.name else {
            throw .conflict("several servers are for the dashboard: give one --url or --connection")
        }
        return named.map { server in
            var words = self
            words.options.removeAll { naming.contains($0.option.name) }
            words.options.append(server)
            return words
        }
    }
}
