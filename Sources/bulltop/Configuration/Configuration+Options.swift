internal import Queues
internal import Themes

/// The options that the file adds to a command: the command line takes precedence, then the environment, then the
/// section of the connection, then the defaults. The connection of `--connection` counts as the command line itself, so
/// that a variable cannot lead to another server.
extension Configuration {
    /// Returns the words of the command line, and after them the options of the file that they leave out.
    func complete(
        _ words: CommandWords, of command: CommandEntry, _ environment: Environment
    ) throws(UsageError) -> CommandWords {
        var result = words
        var settled = Set(words.options.map(\.option.name))
        let given = Set(words.options.filter { !$0.isOff }.map(\.option.name))
        if !given.isDisjoint(with: Self.secrets) { settled.formUnion(Self.secrets) }
        mark(&result, &settled, of: command, environment)
        let connection = try chosenConnection(words, command, environment)
        let isNamed = settled.contains(Self.connection)
        for section in [connection.map { Section.connection($0) }, .defaults].compactMap({ $0 }) {
            if section == .defaults || !isNamed { settled.formUnion(Self.decided(by: environment)) }
            let own = try options(of: section, for: command, except: settled)
            result.options += own.options
            settled.formUnion(own.names)
            if !own.names.isDisjoint(with: Self.secrets) { settled.formUnion(Self.secrets) }
        }
        if let connection {
            try name(connection, &result, settled, command, isAddressed: given.contains("--url"))
            if !isNamed { result.options += usualConnection(of: command).map { [$0] } ?? [] }
        }
        return result
    }

    /// Marks the connection as production where the environment does and the command line does not say otherwise. The server
    /// of the demo is never production.
    private func mark(
        _ words: inout CommandWords, _ settled: inout Set<String>, of command: CommandEntry, _ environment: Environment
    ) {
        guard command.name != CommandEntry.demo.name,
            let option = command.options.first(where: { $0.name == "--production" }),
            let (variable, _) = environment.value(of: option.name), settled.insert(option.name).inserted
        else { return }
        words.options.append(GivenOption(option: option, value: Argument(""), origin: .variable(variable)))
    }

    private static let connection = "--connection"
    /// The options with the source of the password, which exclude one another.
    private static let secrets: Set = ["--askpass", "--password-file", "--password-command"]

    private static func decided(by environment: Environment) -> Set<String> {
        var names: Set<String> = []
        if environment.value(of: "--url") != nil { names.insert("--url") }
        if environment.passwordFile != nil || environment.password != nil { names.formUnion(secrets) }
        return names
    }

    /// Returns the connection to use: the named one, else that of the defaults where no other server was named; nil for
    /// none.
    func chosenConnection(
        _ words: CommandWords, _ command: CommandEntry, _ environment: Environment
    ) throws(UsageError) -> String? {
        guard command.name != CommandEntry.demo.name else { return nil }
        if let named = words.options.last(where: { $0.option.name == Self.connection }) {
            return try find(named.value.text, given: .commandLine)
        }
        let isElsewhere = words.options.contains { $0.option.name == "--url" } || environment.value(of: "--url") != nil
        guard let usual = usualConnection(of: command), !isElsewhere else { return nil }
        return try find(usual.value.text, given: usual.origin)
    }

    /// Returns the connection that the defaults name, as an option of a command; nil for none.
    private func usualConnection(of command: CommandEntry) -> GivenOption? {
        let usual = entries.last { Section($0.section) == .defaults && "--" + $0.name == Self.connection }
        guard let usual, let option = command.options.first(where: { $0.name == Self.connection }) else { return nil }
        return GivenOption(
            option: option, value: Argument(usual.value), origin: .file(path: path ?? "", line: usual.line))
    }

    /// The names of the connections, in the order of the file.
    var connections: [String] {
        entries.reduce(into: []) { names, entry in
            guard case .connection(let name)? = Section(entry.section), !names.contains(name) else { return }
            names.append(name)
        }
    }

    private func find(_ name: String, given origin: GivenOption.Origin) throws(UsageError) -> String {
        let known = connections
        if known.contains(name) { return name }
        let nearest = Spelling.nearest(to: name, in: known).map { "; did you mean '\($0)'?" } ?? ""
        let place = path.map { "in \($0)" } ?? "as there is no configuration file"
        throw origin.error(.conflict("\(Self.connection): there is no [connection \(name)] \(place)\(nearest)"))
    }

    /// Labels a connection with its name where it has no label, and throws for one without an address of its own: that of the
    /// defaults is another server.
    private func name(
        _ connection: String, _ words: inout CommandWords, _ settled: Set<String>, _ command: CommandEntry,
        isAddressed: Bool
    ) throws(UsageError) {
        let own = entries.filter { Section($0.section) == .connection(connection) }
        let origin = GivenOption.Origin.file(path: path ?? "", line: own.first?.line ?? 0)
        guard isAddressed || own.contains(where: { "--" + $0.name == "--url" }) else {
            throw origin.error(.conflict("[connection \(connection)] has no url"))
        }
        guard !settled.contains("--label"), let label = command.options.first(where: { $0.name == "--label" }) else {
            return
        }
        words.options.append(GivenOption(option: label, value: Argument(connection), origin: origin))
    }

    /// Returns the options in a section that are not settled, and their names, even those that it turns off.
    private func options(
        of section: Section, for command: CommandEntry, except settled: Set<String>
    ) throws(UsageError) -> (options: [GivenOption], names: Set<String>) {
        var (options, names): ([GivenOption], Set<String>) = ([], [])
        for entry in entries where Section(entry.section) == section {
            guard let option = option(of: entry, for: command), !settled.contains(option.name) else { continue }
            names.insert(option.name)
            // The last line counts.
            if !option.isRepeated { options.removeAll { $0.option.name == option.name } }
            if let given = try given(option, entry) { options.append(given) }
        }
        return (options, names)
    }

    /// Returns the option of a line, where the command takes it and a file may set it; nil otherwise.
    func option(of entry: INIEntry, for command: CommandEntry) -> Option? {
        command.options.first { option in
            guard option.key == entry.name else { return false }
            switch option.place {
            case .commandLine, .defaults: return false
            case .program: return true
            case .server: return command.name != CommandEntry.demo.name
            }
        }
    }

    /// Returns an option with the value of a line; nil where the line turns it off.
    func given(_ option: Option, _ entry: INIEntry) throws(UsageError) -> GivenOption? {
        let origin = GivenOption.Origin.file(path: path ?? "", line: entry.line)
        guard option.value == nil else {
            return GivenOption(option: option, value: Argument(entry.value), origin: origin)
        }
        return try Self.isOn(entry.value, option, origin)
            ? GivenOption(option: option, value: Argument(""), origin: origin) : nil
    }

    private static func isOn(
        _ value: String, _ option: Option, _ origin: GivenOption.Origin
    ) throws(UsageError) -> Bool {
        guard let isOn = truth(value) else {
            throw origin.error(.badValue(option.name, value, allowed: "true or false"))
        }
        return isOn
    }

    /// Returns whether a word means yes; nil where it means neither yes nor no.
    static func truth(_ word: String) -> Bool? {
        switch word.lowercased() {
        case "true", "yes", "on", "1": true
        case "false", "no", "off", "0": false
        default: nil
        }
    }
}
