/// The values of a command's options.
protocol CommandOptions: Equatable, Sendable {
    /// Creates the values that hold without any option.
    init()

    /// The options, in the order of the help.
    static var options: [OptionBinding<Self>] { get }
}

/// The options of a command without options of its own.
struct NoOptions: CommandOptions {
    static let options: [OptionBinding<NoOptions>] = []
}

/// The words after a command, sorted into options and operands.
struct CommandWords: Sendable {
    /// The options with their values, in the order of the command line.
    var options: [GivenOption] = []
    /// The operands.
    var operands: [Argument] = []

    /// Returns the values of the options. Throws for a value that is not allowed. Of a flag that is given several times the
    /// last one counts.
    func values<Values: CommandOptions>(_ bindings: [OptionBinding<Values>]) throws(UsageError) -> Values {
        var values = Values()
        let off = Set(
            options.filter { given in options.last { $0.option == given.option }?.isOff == true }.map(\.option.name))
        for given in options where !off.contains(given.option.name) {
            do {
                try bindings.first { $0.option.name == given.option.name }?.set(&values, given.value)
            } catch {
                throw given.origin.error(error)
            }
        }
        return values
    }
}

/// An option with its value, and the source of the value.
struct GivenOption: Sendable {
    let option: Option
    /// The value; empty where the option takes none, unless it is turned off.
    let value: Argument
    var origin = Origin.commandLine

    /// The value of a flag that is turned off.
    static let off = Argument("false")

    /// Whether it is a flag that is turned off.
    var isOff: Bool { option.value == nil && value == Self.off }

    /// The source of a value.
    enum Origin: Hashable, Sendable {
        case commandLine
        /// A variable of the environment.
        case variable(String)
        /// A line of a configuration file.
        case file(path: String, line: Int)
        /// The last run.
        case remembered

        /// Returns the error in a value, with the place of the value.
        func error(_ error: UsageError) -> UsageError {
            switch self {
            case .commandLine, .variable, .remembered: error
            case .file(let path, let line): .configuration(path: path, line: line, problem: error.plainText)
            }
        }
    }
}
