internal import Queues

/// An error in the command line or the configuration.
enum UsageError: Error, Hashable, Sendable {
    case unknownOption(String, nearest: String?)
    case unknownCommand(String, nearest: String?)
    /// An option of other commands.
    case foreignOption(String, command: String)
    /// A required option with its value.
    case missingOption(String, command: String)
    case missingOperand(String, usage: String)
    case unexpectedOperand(String, usage: String)
    case missingValue(option: String, called: String)
    case unexpectedValue(option: String)
    case badValue(String, String, allowed: String)
    case badJSON(String, problem: String)
    case conflict(String)
    case badQuery(String, QueryError)
    /// An option, its value that is not a condition, and the error in it.
    case badCondition(String, String, AlarmError)
    /// A URL that is not valid, its source, and the problem. It never contains the URL, which may have a password.
    case badURL(source: String, problem: String)
    case badTheme(String, problem: String)
    /// An option whose value is not a style.
    case badStyle(String, problem: String)
    /// An error in the configuration file, with the line; nil where it is about the whole file.
    case configuration(path: String, line: Int?, problem: String)
    case noTerminal(String)

    /// The error in words for the operator.
    var text: String {
        switch self {
        case .unknownOption(let name, let nearest): "unknown option '\(name)'" + Self.hint(nearest)
        case .unknownCommand(let name, let nearest): "unknown command '\(name)'" + Self.hint(nearest)
        case .foreignOption(let name, let command):
            command.isEmpty ? "\(name) needs a command" : "\(command) takes no \(name)"
        case .missingOption(let option, let command): "\(command) needs \(option)"
        case .missingOperand(let name, let usage): "\(name) is missing: \(usage)"
        case .unexpectedOperand(let word, let usage): "'\(word)' is too much: \(usage)"
        case .missingValue(let option, let called): "\(option) needs a value: \(option) \(called)"
        case .unexpectedValue(let option): "\(option) takes no value"
        case .badValue(let option, let value, let allowed): "\(option): '\(value)' is not allowed; give \(allowed)"
        case .badJSON(let option, let problem): "\(option) is not valid JSON: \(problem)"
        case .conflict(let problem): problem
        case .badQuery(let query, let error): "the query '\(query)', \(error)"
        case .badCondition(let option, let text, let error): "\(option): '\(text)', \(error)"
        case .badURL(let source, let problem): "\(source): \(problem)"
        case .badTheme(let name, let problem): "--theme \(name): \(problem)"
        case .badStyle(let option, let problem): "\(option): \(problem)"
        case .configuration(let path, let line, let problem):
            path + (line.map { ":\($0)" } ?? "") + ": " + problem
        case .noTerminal(let problem): problem
        }
    }

    /// The error with the option as a configuration file writes it, without dashes.
    var plainText: String { text.hasPrefix("--") ? String(text.dropFirst(2)) : text }

    private static func hint(_ nearest: String?) -> String { nearest.map { "; did you mean '\($0)'?" } ?? "" }

    /// Writes the error to standard error, and returns the exit status. The help has nothing about a missing terminal.
    func write() -> ExitStatus {
        StandardStream.complain(text)
        if case .noTerminal = self { return .usage }
        StandardStream.error.write("Try 'bulltop --help'.\n")
        return .usage
    }
}
