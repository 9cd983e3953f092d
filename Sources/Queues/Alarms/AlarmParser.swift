/// Reads the condition of an alarm, word by word.
struct AlarmParser {
    /// A word or a sign of the text, and where it begins.
    private struct Token: Equatable {
        var text: String
        var position: Int
    }

    /// The deepest nesting of parentheses and of `not`.
    private static let depthLimit = 32

    private let tokens: [Token]
    private let end: Int
    private var index = 0
    private var depth = 0

    init(_ text: String) {
        tokens = Self.tokens(of: Array(text))
        end = text.count
    }

    /// Returns the tokens of a text: signs of comparison, parentheses, and words between blanks.
    private static func tokens(of characters: [Character]) -> [Token] {
        var tokens: [Token] = []
        var position = 0
        while position < characters.count {
            let rest = String(characters[position...].prefix(2))
            let signs = NumberComparison.allCases.map(\.rawValue) + ["(", ")"]
            if characters[position].isWhitespace {
                position += 1
            } else if let sign = signs.first(where: { rest.hasPrefix($0) }) {
                tokens.append(Token(text: sign, position: position))
                position += sign.count
            } else {
                let word = characters[position...].prefix { !$0.isWhitespace && !"<>=!()".contains($0) }
                // A lone exclamation mark is a word that nothing knows.
                let taken = max(1, word.count)
                tokens.append(Token(text: String(characters[position..<position + taken]), position: position))
                position += taken
            }
        }
        return tokens
    }

    private var token: Token? { index < tokens.count ? tokens[index] : nil }
    private var position: Int { token?.position ?? end }

    private mutating func take(_ text: String) -> Bool {
        guard token?.text == text else { return false }
        index += 1
        return true
    }

    mutating func condition() throws(AlarmError) -> (AlarmTest, Milliseconds) {
        let test = try alternatives()
        guard take("for") else {
            guard let token else { return (test, 0) }
            throw AlarmError("expected and, or, or for, not \"\(token.text)\"", at: token.position)
        }
        let start = position
        let words = tokens[index...].map(\.text).joined()
        let isPlainNumber = words.allSatisfy { $0.isNumber }
        guard !isPlainNumber, let duration = TimeText.duration(words) else {
            let found = words.isEmpty ? "expected a time after for" : "\"\(words)\" is not a time"
            throw AlarmError("\(found), such as 90s, 2m or 1h30m", at: start)
        }
        return (test, duration)
    }

    private mutating func alternatives() throws(AlarmError) -> AlarmTest {
        var test = try conjunction()
        while take("or") { test = .or(test, try conjunction()) }
        return test
    }

    private mutating func conjunction() throws(AlarmError) -> AlarmTest {
        var test = try single()
        while take("and") { test = .and(test, try single()) }
        return test
    }

    private mutating func single() throws(AlarmError) -> AlarmTest {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else {
            throw AlarmError("more than \(Self.depthLimit) levels", at: position)
        }
        if take("not") { return .not(try single()) }
        if take("(") {
            let test = try alternatives()
            guard take(")") else { throw AlarmError("expected )", at: position) }
            return test
        }
        if take("no") {
            guard take("workers") || take("worker") else { throw AlarmError("expected no workers", at: position) }
            return .comparison(.workers, .equals, 0)
        }
        guard let word = token else { throw AlarmError("expected a condition, such as failed/min > 10", at: end) }
        index += 1
        let sign = token.flatMap { NumberComparison(rawValue: $0.text) }
        if let subject = AlarmSubject.all.first(where: { $0.name == word.text }) {
            if let sign { return try comparison(subject, sign) }
            guard Verdict.wordsOfAlarms.contains(word.text) else {
                throw AlarmError("expected a sign such as > after \(word.text)", at: position)
            }
        } else if sign != nil {
            throw Self.unknown(word, AlarmSubject.all.map(\.name))
        }
        guard Verdict.wordsOfAlarms.contains(word.text) else {
            throw Self.unknown(word, AlarmSubject.all.map(\.name) + Verdict.wordsOfAlarms)
        }
        return .health(word.text)
    }

    private mutating func comparison(
        _ subject: AlarmSubject, _ comparison: NumberComparison
    ) throws(AlarmError) -> AlarmTest {
        index += 1
        let start = position
        let text = token?.text ?? ""
        index += 1
        let value: Int64?
        let example: String
        switch subject.unit {
        case .number: (value, example) = (WholeText.number(text, in: 0...Int64.max), "a whole number, such as 10")
        case .time:
            let isPlainNumber = text.allSatisfy { $0.isNumber } && text != "0"
            (value, example) = (isPlainNumber ? nil : TimeText.duration(text), "a time, such as 90s, 5m or 1h30m")
        }
        guard let value else {
            let found = text.isEmpty ? "expected" : "\"\(text)\" is not"
            throw AlarmError("\(found) \(example)", at: start)
        }
        return .comparison(subject, comparison, value)
    }

    private static func unknown(_ word: Token, _ known: [String]) -> AlarmError {
        let near = Spelling.nearest(to: word.text, in: known).map { "; did you mean \($0)?" } ?? ""
        return AlarmError("unknown word \"\(word.text)\"\(near)", at: word.position)
    }
}

/// The reason why a text is not the condition of an alarm, and the place of the error.
public struct AlarmError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The problem, in words.
    public let reason: String
    /// The index of the first wrong character, from 0 on; the length of the text where it ends too early.
    public let offset: Int

    init(_ reason: String, at offset: Int) { (self.reason, self.offset) = (reason, offset) }

    /// The error as text for people: `column 14: "10x" is not a whole number, such as 10`.
    public var description: String { "column \(offset + 1): \(reason)" }
}
