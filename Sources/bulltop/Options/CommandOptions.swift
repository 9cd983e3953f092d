/// What the options of a command say, as a value of its own.
protocol CommandOptions: Equatable, Sendable {
    /// What holds without any option.
    init()

    /// The options, in the order of the help.
    static var options: [OptionBinding<Self>] { get }
}

/// The options of a command that has none of its own.
struct NoOptions: CommandOptions {
    static let options: [OptionBinding<NoOptions>] = []
}

/// The words behind a command, sorted into options and operands.
struct CommandWords: Sendable {
    /// The options with their values, in the order of the command line.
    var options: [GivenOption] = []
    /// The words that are no options.
    var operands: [Argument] = []

    /// Returns what the options say. Throws for a value that is not allowed.
    func values<Values: CommandOptions>(_ bindings: [OptionBinding<Values>]) throws(UsageError) -> Values {
        var values = Values()
        for given in options {
            do {
                try bindings.first { $0.option.name == given.option.name }?.set(&values, given.value)
            } catch {
                throw given.origin.error(error)
            }
        }
        return values
    }
}

/// An option with its value, and who gave it.
struct GivenOption: Sendable {
    let option: Option
    /// Empty where the option has none.
    let value: Argument
    var origin = Origin.commandLine

    /// Who gave a value.
    enum Origin: Hashable, Sendable {
        case commandLine
        /// A line of a configuration file.
        case file(path: String, line: Int)

        /// Returns the error of a value, with where the value stands.
        func error(_ error: UsageError) -> UsageError {
            switch self {
            case .commandLine: error
            case .file(let path, let line): .configuration(path: path, line: line, problem: error.plainText)
            }
        }
    }
}
