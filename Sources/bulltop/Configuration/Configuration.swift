internal import Dashboard
internal import Queues
internal import Themes

/// The content of the configuration file. It is read once, at the start, and never written.
struct Configuration: Sendable {
    /// The path of the file; nil where there is none.
    private(set) var path: String?
    /// Its lines, in their order.
    private(set) var entries: [INIEntry] = []
    /// The keys of the actions, with what the section `[keys]` changes.
    private(set) var keys = KeyMap()
    /// The columns of the lists, with what the section `[columns]` changes.
    private(set) var columns = ColumnSection()
    /// From when on something is said of a queue, with what the section `[thresholds]` changes.
    private(set) var thresholds = ThresholdSection()
    /// The alarms of the sections `[alarm NAME]`.
    private(set) var alarms = AlarmSections()
    /// The commands of the sections `[command NAME]`.
    private(set) var commands = CommandSections()
    /// The lines of the file that were not understood and are ignored, and what may not be meant.
    private(set) var warnings: [UsageError] = []
    /// The mistakes because of which nothing is opened with this file. Only what reports on a file has one with mistakes.
    private(set) var faults: [UsageError] = []
    /// Whether a line is neither a heading nor a name with its value.
    private(set) var hasBadLine = false

    /// The kinds of sections.
    enum Section: Hashable, Sendable {
        case defaults, keys, columns, thresholds
        /// A server, by its name.
        case connection(String)
        /// An alarm, by its name.
        case alarm(String)
        /// A command of the operator, by its name.
        case command(String)

        /// Creates the section of a heading; nil where there is no such section.
        init?(_ heading: String) {
            let words = heading.split(separator: " ", maxSplits: 1).map(String.init)
            switch (words.first, words.count) {
            case ("defaults", 1): self = .defaults
            case ("keys", 1): self = .keys
            case ("columns", 1): self = .columns
            case ("thresholds", 1): self = .thresholds
            case ("connection", 2): self = .connection(words[1])
            case ("alarm", 2): self = .alarm(words[1])
            case ("command", 2): self = .command(words[1])
            default: return nil
            }
        }
    }

    /// Creates an empty configuration.
    init() {}

    /// Reads the file that the environment names, else the usual one, which may not exist. Throws for its first mistake, unless
    /// it is examined for mistakes; then for a file that cannot be read at all.
    static func read(_ environment: Environment, isExamined: Bool = false) throws(UsageError) -> Configuration {
        guard let path = environment.configurationFile ?? environment.usualConfigurationFile else {
            return Configuration()
        }
        do {
            let bytes = try SmallFile.bytes(of: path)
            return isExamined ? Configuration(examining: bytes, path: path) : try Configuration(bytes, path: path)
        } catch let problem as SmallFile.Problem {
            if problem.isMissing, environment.configurationFile == nil { return Configuration() }
            throw .configuration(path: path, line: nil, problem: problem.text)
        } catch let error as UsageError {
            throw error
        } catch {
            throw .configuration(path: path, line: nil, problem: "\(error)")
        }
    }

    /// Parses the text of a file. Throws for a line that is not valid, and for keys that cannot be bound.
    init(_ bytes: [UInt8], path: String) throws(UsageError) {
        self.init(examining: bytes, path: path)
        if let fault = faults.first { throw fault }
    }

    /// Parses the text of a file to report its mistakes. What is wrong is left out.
    init(examining bytes: [UInt8], path: String) {
        let text = INIText(bytes)
        (self.path, entries, hasBadLine) = (path, text.entries, !text.badLines.isEmpty)
        for line in text.badLines { blame(line, "neither [section] nor name = value, or longer than 199 bytes") }
        var strange: Set<String> = []
        for entry in entries {
            guard let section = Section(entry.section) else {
                if strange.insert(entry.section).inserted { remark(entry.line, Self.unknown(section: entry.section)) }
                continue
            }
            take(entry, of: section)
        }
        for (name, line) in alarms.incomplete { blame(line, "[alarm \(name)] has no when") }
        for (name, line) in alarms.connections where !connections.contains(name) {
            let nearest = Spelling.nearest(to: name, in: connections).map { "; did you mean '\($0)'?" } ?? ""
            remark(line, "connections: there is no [connection \(name)]\(nearest)")
        }
        addCommands()
        for problem in keys.losses { remark(nil, "[keys] \(problem)") }
        if keys.hasNoWayOut {
            remark(nil, "[keys] no key ends the dashboard: quit, back, cancel and find-a-command have none")
        }
        remarkOnPasswords()
    }

    /// Takes a line of a section.
    private mutating func take(_ entry: INIEntry, of section: Section) {
        switch section {
        case .keys: take(entry) { configuration, entry throws(LineProblem) in try configuration.bind(entry) }
        case .columns:
            take(entry) { configuration, entry throws(LineProblem) in try configuration.columns.take(entry) }
        case .thresholds:
            take(entry) { configuration, entry throws(LineProblem) in try configuration.thresholds.take(entry) }
        case .alarm(let name):
            take(entry) { configuration, entry throws(LineProblem) in try configuration.alarms.take(entry, of: name) }
        case .command(let name):
            take(entry) { configuration, entry throws(LineProblem) in
                try configuration.commands.take(entry, of: name)
            }
        case .defaults, .connection:
            // inih takes a colon for the sign behind the name, so that the name of `url redis://h` is `url redis`.
            let word = String(entry.name.prefix { $0 != " " && $0 != "\t" })
            if word != entry.name, Option.all.contains(where: { $0.key == word }) {
                blame(entry.line, "'\(entry.name)' is no key; write \(word) = and the value behind it")
            } else if let problem = Self.problem(with: entry.name, in: section) {
                remark(entry.line, problem)
            }
        }
    }

    /// Adds the commands to the keys, once all keys are known.
    private mutating func addCommands() {
        for (command, line) in commands.commands {
            do throws(KeyMap.Problem) { try keys.add(command) } catch {
                blame(line, "[command \(command.name)] \(error.text)")
            }
        }
        for (name, line) in commands.incomplete { blame(line, "[command \(name)] has no run") }
    }

    private mutating func blame(_ line: Int, _ problem: String) {
        faults.append(.configuration(path: path ?? "", line: line, problem: problem))
    }

    /// Leaves out the lines of options whose values cannot be understood.
    mutating func leaveOutMistakes() {
        let wrong = Set(entries.filter(isWrong).map(\.line))
        entries.removeAll { wrong.contains($0.line) }
    }

    /// Notes a problem with which the file can be used.
    mutating func remark(_ line: Int?, _ problem: String) {
        warnings.append(.configuration(path: path ?? "", line: line, problem: problem))
    }

    /// The warnings as sentences with the line.
    var remarks: [String] { warnings.map(\.text) }

    /// Takes a line of a section that has a table of its own. What is unknown here may be of a later version; what makes no
    /// sense is a mistake.
    private mutating func take(
        _ entry: INIEntry, _ take: (inout Configuration, INIEntry) throws(LineProblem) -> Void
    ) {
        do throws(LineProblem) {
            try take(&self, entry)
        } catch {
            switch error {
            case .unknown(let text): remark(entry.line, text)
            case .wrong(let text): blame(entry.line, "\(entry.name): \(text)")
            }
        }
    }

    private mutating func bind(_ entry: INIEntry) throws(LineProblem) {
        do throws(KeyMap.Problem) {
            try keys.bind(entry.name, to: entry.value)
        } catch {
            if case .unknownAction = error { throw .unknown(error.text) }
            throw .wrong(error.text)
        }
    }

    private static func unknown(section heading: String) -> String {
        if heading.isEmpty { return "it is in no section; put it under [defaults]" }
        let known = ["defaults", "keys", "columns", "thresholds", "connection", "alarm", "command"]
        let word = heading.prefix { $0 != " " }
        let nearest = known.contains(String(word)) ? String(word) : Spelling.nearest(to: String(word), in: known)
        let hint = nearest.map { ["connection", "alarm", "command"].contains($0) ? "[\($0) NAME]" : "[\($0)]" }
        return "unknown section [\(heading)]" + (hint.map { "; did you mean \($0)?" } ?? "")
    }

    /// Returns the problem with a name in a section; nil where it is valid.
    private static func problem(with name: String, in section: Section) -> String? {
        guard let option = Option.all.first(where: { $0.key == name }) else {
            let known = Option.all.filter { $0.place != .commandLine }.map(\.key)
            let nearest = Spelling.nearest(to: name, in: known)
            return "unknown key '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
        }
        switch (option.place, section) {
        case (.commandLine, _): return "\(option.name) is for the command line alone"
        case (.defaults, .connection): return "'\(name)' belongs to [defaults]"
        default: return nil
        }
    }
}

extension Option {
    /// Its name in a configuration file.
    var key: String { String(name.drop { $0 == "-" }) }
}
