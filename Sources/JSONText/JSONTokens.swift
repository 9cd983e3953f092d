/// Splits a JSON text into tokens, and accepts only what the grammar allows at each place (RFC 8259).
public struct JSONTokens {
    /// A piece of the text.
    public enum Token: Equatable {
        case null, arrayStart, arrayEnd, objectStart, objectEnd
        case boolean(Bool)
        /// A number, as it is written.
        case number(ArraySlice<UInt8>)
        /// A string without the quotes, with its escapes.
        case string(ArraySlice<UInt8>)
        /// The name of a member, like a string.
        case name(ArraySlice<UInt8>)
    }

    /// The text.
    public let text: ArraySlice<UInt8>
    /// The position at which the next token begins.
    public internal(set) var position: Int
    /// The open brackets: `true` for an object, `false` for an array.
    private var open: [Bool] = []
    private var expected = JSONExpectation.value

    /// Creates the tokens of a text.
    public init(_ text: ArraySlice<UInt8>) {
        self.text = text
        position = text.startIndex
    }

    /// The nesting depth of the next token.
    public var depth: Int { open.count }

    /// The byte at the position; nil at the end.
    var byte: UInt8? { position < text.endIndex ? text[position] : nil }

    /// Returns the next token; nil after the last one.
    public mutating func next() throws(JSONError) -> Token? {
        while true {
            skipBlanks()
            guard let byte else {
                if expected == .end { return nil }
                throw error()
            }
            switch (expected, byte) {
            case (.colon, UInt8(ascii: ":")): advance(to: .value)
            case (.commaOrArrayEnd, UInt8(ascii: ",")): advance(to: .value)
            case (.commaOrObjectEnd, UInt8(ascii: ",")): advance(to: .name)
            case (.valueOrEnd, UInt8(ascii: "]")), (.commaOrArrayEnd, UInt8(ascii: "]")): return close(.arrayEnd)
            case (.nameOrEnd, UInt8(ascii: "}")), (.commaOrObjectEnd, UInt8(ascii: "}")): return close(.objectEnd)
            case (.name, UInt8(ascii: "\"")), (.nameOrEnd, UInt8(ascii: "\"")):
                let name = try takeString()
                expected = .colon
                return .name(name)
            case (.value, _), (.valueOrEnd, _): return try takeValue(byte)
            default: throw error()
            }
        }
    }

    func error(_ words: String? = nil) -> JSONError {
        JSONError(in: text, at: position, expected: words ?? expected.rawValue)
    }

    private mutating func skipBlanks() {
        while let byte, byte.isJSONBlank { position += 1 }
    }

    private mutating func advance(to expectation: JSONExpectation) {
        position += 1
        expected = expectation
    }

    private mutating func close(_ token: Token) -> Token {
        position += 1
        open.removeLast()
        endValue()
        return token
    }

    private mutating func endValue() { expected = JSONExpectation(afterValueIn: open.last) }

    private mutating func takeValue(_ byte: UInt8) throws(JSONError) -> Token {
        switch byte {
        case UInt8(ascii: "{"):
            open.append(true)
            advance(to: .nameOrEnd)
            return .objectStart
        case UInt8(ascii: "["):
            open.append(false)
            advance(to: .valueOrEnd)
            return .arrayStart
        default:
            let token = try takeScalar(byte)
            endValue()
            return token
        }
    }

    private mutating func takeScalar(_ byte: UInt8) throws(JSONError) -> Token {
        switch byte {
        case UInt8(ascii: "\""): return .string(try takeString())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try takeNumber())
        case UInt8(ascii: "t"): return try takeWord("true", .boolean(true))
        case UInt8(ascii: "f"): return try takeWord("false", .boolean(false))
        case UInt8(ascii: "n"): return try takeWord("null", .null)
        default: throw error()
        }
    }

    private mutating func takeWord(_ word: String, _ token: Token) throws(JSONError) -> Token {
        guard text[position...].starts(with: word.utf8) else { throw error() }
        position += word.utf8.count
        return token
    }
}

extension UInt8 {
    /// Whether it may stand between the tokens of a JSON text (RFC 8259, 2).
    var isJSONBlank: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}
