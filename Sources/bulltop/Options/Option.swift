/// An option as the help, the manual page and the completions show it. It has the same meaning in all commands that
/// take it.
struct Option: Hashable, Sendable {
    /// The name with its dashes.
    let name: String
    /// The short form with its dash, if there is one.
    var short: String?
    /// Its value; nil for an option without one.
    var value: Value?
    /// The effect of the option, as a sentence.
    let summary: String
    /// The default value, if there is one.
    var standard: String?
    /// Whether the option may be repeated, with one more value each time.
    var isRepeated = false
    /// The places in a configuration file that may set it.
    var place = Place.commandLine

    /// The place that may set an option.
    enum Place: Hashable, Sendable {
        /// Only the command line.
        case commandLine
        /// The option is about a server: a section of a connection and the defaults may set it, too.
        case server
        /// The option is about the program, whatever the server: both may set it, too.
        case program
        /// The option is about the program, and only the defaults may set it, too.
        case defaults
    }

    /// The value of an option.
    struct Value: Hashable, Sendable, ExpressibleByStringLiteral {
        /// The name in the help.
        let called: String
        /// The allowed words, for the completions; empty where any word is allowed.
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

    /// The names and the value, as the help shows them.
    var usage: String {
        [short, name].compactMap { $0 }.joined(separator: ", ") + (value.map { " " + $0.called } ?? "")
    }
}

extension Option {
    /// The two options that the parser handles itself, whatever else is on the command line.
    static let help = Option(name: "--help", short: "-h", summary: "Show help and exit.")
    static let version = Option(name: "--version", summary: "Show the version and exit.")
    static let printConfig = Option(
        name: "--print-config", summary: "Print every setting with where it comes from, and exit.")
    /// The form of that; commands have an option of this name.
    static let json = Option(name: "--json", summary: "Print one JSON document.")
    static let printKeys = Option(
        name: "--print-keys", summary: "Print the keys of every action, as a configuration file has them, and exit.")

    /// The old names that still work and are not listed.
    static let oldNames = ["--ghost": "--missing", "--orphans": "--unlisted"]

    /// Returns the option of this name, long or short. The command's own options are searched first, without building
    /// the list of all others.
    static func named(_ name: String, of command: CommandEntry) -> Option? {
        func isMeant(_ option: Option) -> Bool { option.name == name || option.short == name }
        return command.options.first(where: isMeant) ?? all.first(where: isMeant)
    }

    /// Returns the name of the flag that this name turns off: `--read-only` for `--no-read-only`, `--no-tracking` for
    /// `--tracking`; nil where it cannot be one.
    static func opposite(_ name: String) -> String? {
        guard name.hasPrefix("--") else { return nil }
        return name.hasPrefix("--no-") ? "--" + name.dropFirst(5) : "--no-" + name.dropFirst(2)
    }

    /// Whether it takes no value and changes what others do; the questions that the parser answers are no flags.
    var isFlag: Bool { value == nil && ![Option.help, .version, .printConfig, .printKeys].contains(self) }

    /// Every option of every command, each once.
    static let all: [Option] = {
        var names: Set<String> = []
        return CommandEntry.table.flatMap(\.options).filter { names.insert($0.name).inserted }
    }()
}
