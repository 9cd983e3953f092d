/// A word that a command takes and that is no option.
struct Operand: Hashable, Sendable {
    /// What the help calls it.
    let name: String
    let arity: Arity
    /// The words that are allowed, for the completions; none where it is free.
    let choices: [String]

    /// How many words it stands for.
    enum Arity: Hashable, Sendable {
        case one, optional, oneOrMore, any
    }

    init(_ name: String, _ arity: Arity = .one, choices: [String] = []) {
        self.name = name
        self.arity = arity
        self.choices = choices
    }

    static let queue = Operand("QUEUE")
    static let job = Operand("ID")

    /// As a line of usage shows it.
    var usage: String {
        switch arity {
        case .one: name
        case .optional: "[\(name)]"
        case .oneOrMore: "\(name)..."
        case .any: "[\(name)...]"
        }
    }

    /// How many words there may be.
    var bounds: ClosedRange<Int> {
        switch arity {
        case .one: 1...1
        case .optional: 0...1
        case .oneOrMore: 1...Int.max
        case .any: 0...Int.max
        }
    }
}
