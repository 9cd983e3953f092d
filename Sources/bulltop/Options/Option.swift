/// One option. The parser, the help, the manual page and the completions read it; a command lists those that it takes.
struct Option: Sendable {
    /// With its dashes. It means the same wherever it is taken.
    let name: String
    /// A short form with its dash, if it has one.
    var short: String?
    /// Its value; nil for an option without one.
    var value: Value?
    /// What it does, as a sentence.
    let summary: String
    /// Takes it over into the invocation; the word is empty for an option without a value.
    let take: @Sendable (inout Invocation, Argument) throws(UsageError) -> Void

    /// The value of an option.
    struct Value: Sendable, ExpressibleByStringLiteral {
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
    /// Old names that still work and are listed nowhere.
    static let oldNames = ["--ghost": "--missing", "--orphans": "--unlisted"]

    /// Every option of every command, each once.
    static let all: [Option] = {
        var names: Set<String> = []
        return CommandEntry.table.flatMap(\.options).filter { names.insert($0.name).inserted }
    }()
}
