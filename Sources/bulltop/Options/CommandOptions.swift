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
    /// The options with their values, in the order of the command line. A value is empty where an option has none.
    var options: [(option: Option, value: Argument)] = []
    /// The words that are no options.
    var operands: [Argument] = []

    /// Returns what the options say. Throws for a value that is not allowed.
    func values<Values: CommandOptions>(_ bindings: [OptionBinding<Values>]) throws(UsageError) -> Values {
        var values = Values()
        for (option, value) in options {
            try bindings.first { $0.option.name == option.name }?.set(&values, value)
        }
        return values
    }
}
