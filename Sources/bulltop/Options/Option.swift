/// An option as the help, the manual page and the completions show it. It means the same wherever it is taken.
struct Option: Hashable, Sendable {
    /// With its dashes.
    let name: String
    /// A short form with its dash, if it has one.
    var short: String?
    /// Its value; nil for an option without one.
    var value: Value?
    /// What it does, as a sentence.
    let summary: String
    /// Its value where nobody gives one, if there is such a value.
    var standard: String?
    /// Whether each value that is given is one more.
    var isRepeated = false
    /// Where a configuration file may set it.
    var place = Place.commandLine

    /// Who decides about an option.
    enum Place: Hashable, Sendable {
        /// The command line alone.
        case commandLine
        /// It is about a server: a section of a connection and the defaults may set it, too.
        case server
        /// It is about the program, whatever the server is: both may set it, too.
        case program
        /// The same, but a connection has no say in it.
        case defaults
    }

    /// The value of an option.
    struct Value: Hashable, Sendable, ExpressibleByStringLiteral {
        /// What the help calls it.
        let called: String
        /// The words that are allowed, for the completions; none where it is free.
        var choices: [String] = []
        /// Whether it may be the path of a file.
        var isFile = false

        init(_ called: String, choices: [String] = [], isFile: Bool = false) {
            self.called = called
            self.choices = choices
            self.isFile = isFile
        }

        init(stringLiteral called: String) { self.init(called) }
    }

    /// Names and value, as the help shows them.
    var usage: String {
        [short, name].compactMap { $0 }.joined(separator: ", ") + (value.map { " " + $0.called } ?? "")
    }
}

extension Option {
    /// The parser answers these two by itself, whatever else the command line says.
    static let help = Option(name: "--help", short: "-h", summary: "Show help and exit.")
    static let version = Option(name: "--version", summary: "Show the version and exit.")
    static let printConfig = Option(
        name: "--print-config", summary: "Print every setting with where it comes from, and exit.")
    static let printKeys = Option(
        name: "--print-keys", summary: "Print the keys of every action, as a configuration file has them, and exit.")

    /// Old names that still work and are listed nowhere.
    static let oldNames = ["--ghost": "--missing", "--orphans": "--unlisted"]

    /// Returns the option of this name, long or short. Most are the command's own, and are found without making up all others.
    static func named(_ name: String, of command: CommandEntry) -> Option? {
        func isMeant(_ option: Option) -> Bool { option.name == name || option.short == name }
        return command.options.first(where: isMeant) ?? all.first(where: isMeant)
    }

    /// Every option of every command, each once.
    static let all: [Option] = {
        var names: Set<String> = []
        return CommandEntry.table.flatMap(\.options).filter { names.insert($0.name).inserted }
    }()
}
