/// Reads a query term by term.
struct QueryParser {
    private let characters: [Character]
    private var position = 0

    init(_ text: String) { characters = Array(text) }

    mutating func terms() throws(QueryError) -> [QueryTerm] {
        var terms: [QueryTerm] = []
        skipBlanks()
        while position < characters.count {
            terms.append(try term())
            skipBlanks()
        }
        guard !terms.isEmpty else { throw QueryError("the query is empty", at: 0) }
        return terms
    }

    private var character: Character? { position < characters.count ? characters[position] : nil }

    private mutating func skipBlanks() { while character?.isWhitespace == true { position += 1 } }

    private mutating func term() throws(QueryError) -> QueryTerm {
        let start = position
        var isNegated = false
        while character == "!" {
            isNegated.toggle()
            position += 1
        }
        guard let character, !character.isWhitespace else {
            throw QueryError("expected what must not be found, as in !name:invoice", at: start)
        }
        if character == "\"" || character == "/" {
            return QueryTerm(subject: .anything, condition: try quoted(whole: false), isNegated: isNegated)
        }
        let wordStart = position
        guard let (name, sign) = fieldAndSign() else {
            position = wordStart
            let word = takeWord()
            let pattern = TextPattern(word, isWhole: false, hasWildcards: false)
            return QueryTerm(subject: .anything, condition: .pattern(pattern), isNegated: isNegated)
        }
        guard let subject = QuerySubject(name: name) else { throw unknownField(name, at: wordStart) }
        let condition = try condition(of: subject, sign, signStart: wordStart + name.count)
        return QueryTerm(subject: subject, condition: condition.0, isNegated: isNegated != condition.isNegated)
    }

    /// Returns a name and the sign that separates it from its value, where the word has them. A sign after an unknown
    /// field is part of the word, unless it is a colon after letters.
    private mutating func fieldAndSign() -> (String, String)? {
        let name = takePath()
        guard name.first?.isLetter == true else { return nil }
        let rest = String(characters[position...].prefix(2))
        let signs = NumberComparison.allCases.map(\.rawValue) + [":"]
        guard let sign = signs.first(where: { rest.hasPrefix($0) }) else { return nil }
        guard sign == ":" || QuerySubject(name: name) != nil else { return nil }
        position += sign.count
        return (name, sign)
    }

    private mutating func takeWhile(_ fits: (Character) -> Bool) -> String {
        let start = position
        while let character, fits(character) { position += 1 }
        return String(characters[start..<position])
    }

    /// Takes the name of a field with its path, such as `data.items[0].sku` or `data["a.b"]`.
    private mutating func takePath() -> String {
        var name = ""
        while true {
            name += takeWhile { $0.isLetter || $0.isNumber || "._-[]$@".contains($0) }
            guard name.last == "[", let sign = character, "\"'*".contains(sign) else { return name }
            position += 1
            name.append(sign)
            guard sign != "*" else { continue }
            name += takeWhile { $0 != sign }
            if character == sign {
                position += 1
                name.append(sign)
            }
        }
    }

    private mutating func takeWord() -> String { takeWhile { !$0.isWhitespace } }

    private func unknownField(_ name: String, at start: Int) -> QueryError {
        let near = Spelling.nearest(to: name, in: QuerySubject.names.map(\.name)).map { ", did you mean \($0):?" } ?? ""
        return QueryError(
            "unknown field \"\(name)\"\(near) (put a text that has a colon in double quotes)", at: start,
            length: name.count)
    }

    /// Returns the condition behind a field's sign, and whether the sign negates it.
    private mutating func condition(
        of subject: QuerySubject, _ sign: String, signStart: Int
    ) throws(QueryError) -> (QueryTerm.Condition, isNegated: Bool) {
        let start = position
        if case .number(let number) = subject { return (try comparison(number, sign, at: start), false) }
        let order = NumberComparison(rawValue: sign)
        if let order, order != .equals, order != .differs {
            guard case .path = subject else {
                throw QueryError(
                    "\(sign) compares numbers, and this field is a text", at: signStart, length: sign.count)
            }
            let word = takeWord()
            guard let value = Double(word) else {
                throw QueryError("expected a number behind \(sign)", at: start, length: word.count)
            }
            return (.comparison(order, value), false)
        }
        guard let character, !character.isWhitespace else {
            throw QueryError("expected a value behind \(sign)", at: start)
        }
        let isWhole = order != nil || subject.isWhole
        let isNegated = order == .differs
        switch subject {
        case .state: return (try states(), isNegated)
        case .cause: return (try cause(), isNegated)
        case .anything, .id, .queue, .log, .text, .path, .number: break
        }
        if character == "\"" || character == "/" { return (try quoted(whole: isWhole), isNegated) }
        return (.pattern(TextPattern(takeWord(), isWhole: isWhole, hasWildcards: true)), isNegated)
    }
}

extension QueryParser {
    private mutating func comparison(
        _ number: QueryNumber, _ sign: String, at start: Int
    ) throws(QueryError) -> QueryTerm.Condition {
        let word = takeWord()
        guard let value = number.value(of: word) else {
            throw QueryError("expected a number like \(number.example) behind \(sign)", at: start, length: word.count)
        }
        return .comparison(NumberComparison(rawValue: sign) ?? .equals, value)
    }

    private mutating func states() throws(QueryError) -> QueryTerm.Condition {
        var states: Set<JobState> = []
        while true {
            let start = position
            let word = takeWhile { !$0.isWhitespace && $0 != "," }
            guard let state = word == "wait" ? .waiting : JobState(rawValue: word) else {
                let names = JobState.allCases.map(\.rawValue).joined(separator: ", ")
                throw QueryError("unknown state \"\(word)\"; the states are \(names)", at: start, length: word.count)
            }
            states.insert(state)
            guard character == "," else { return .states(states) }
            position += 1
        }
    }

    private mutating func cause() throws(QueryError) -> QueryTerm.Condition {
        let start = position
        let word = takeWord().lowercased()
        guard word.utf8.count == 12, word.utf8.allSatisfy(\.isHexDigit) else {
            throw QueryError(
                "expected the 12 digits of a fingerprint, as bulltop failures prints them", at: start,
                length: word.count)
        }
        return .cause(word)
    }

    /// Returns a phrase or a regular expression; its quote or slash is at the position.
    private mutating func quoted(whole: Bool) throws(QueryError) -> QueryTerm.Condition {
        let start = position
        let quote = characters[position]
        position += 1
        var content = ""
        while let next = character, next != quote {
            position += 1
            guard next == "\\", let escaped = character else {
                content.append(next)
                continue
            }
            // In a regular expression only the slash loses its backslash.
            if quote == "/" ? escaped != "/" : escaped != "\"" && escaped != "\\" { content.append(next) }
            content.append(escaped)
            position += 1
        }
        guard character == quote else {
            throw QueryError("expected the closing \(quote)", at: start, length: position - start)
        }
        position += 1
        guard quote == "/" else {
            if content.isEmpty, !whole { throw QueryError("the phrase is empty", at: start, length: 2) }
            return .pattern(TextPattern(content, isWhole: whole, hasWildcards: false))
        }
        return .expression(try expression(content, start: start))
    }

    private mutating func expression(_ pattern: String, start: Int) throws(QueryError) -> RegularExpression {
        guard !pattern.isEmpty else { throw QueryError("the regular expression is empty", at: start, length: 2) }
        let flags = takeWord()
        guard flags.isEmpty || flags == "i" else {
            throw QueryError(
                "unknown flag \"\(flags)\"; only i is known, for any case", at: position - flags.count,
                length: flags.count)
        }
        do {
            return try RegularExpression(pattern, ignoresCase: flags == "i")
        } catch {
            let before = String(decoding: pattern.utf8.prefix(error.offset), as: UTF8.self).count
            let slashes =
                characters[(start + 1)...].prefix(before).count { $0 == "\\" }
                - pattern.prefix(before).count { $0 == "\\" }
            throw QueryError("regular expression: \(error.reason)", at: start + 1 + before + max(0, slashes))
        }
    }
}

/// The place where a query is wrong, and the reason.
public struct QueryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The index of the first wrong character, from 0 on; the length of the query where it ends too early.
    public let offset: Int
    /// The number of wrong characters, at least 1.
    public let length: Int
    /// The error, such as `unknown field "nme"`.
    public let reason: String

    init(_ reason: String, at offset: Int, length: Int = 1) {
        self.reason = reason
        self.offset = offset
        self.length = max(1, length)
    }

    /// The error as text for people: `column 5: unknown field "nme"`.
    public var description: String { "column \(offset + 1): \(reason)" }
}
