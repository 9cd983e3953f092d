/// A word that a command takes and that is not an option.
struct Operand: Hashable, Sendable {
    /// The name in the help.
    let name: String
    let arity: Arity
    /// The allowed words, for the completions; empty where any word is allowed.
    let choices: [String]

    /// The number of words for an operand.
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

    /// The operand in a line of usage.
    var usage: String {
        switch arity {
        case .one: name
        case .optional: "[\(name)]"
        case .oneOrMore: "\(name)..."
        case .any: "[\(name)...]"
        }
    }

    /// The minimum and maximum number of words.
    var bounds: ClosedRange<Int> {
        switch arity {
        case .one: 1...1
        case .optional: 0...1
        case .oneOrMore: 1...Int.max
        case .any: 0...Int.max
        }
    }
}
