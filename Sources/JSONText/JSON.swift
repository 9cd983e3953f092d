/// A JSON value that keeps what other readers lose: the order of members, members of the same name, and the spelling of
/// numbers and strings.
public enum JSON: Hashable, Sendable {
    case null
    case boolean(Bool)
    case number(JSONNumber)
    case string(JSONString)
    case array([JSON])
    case object([Member])

    /// A name in an object and its value.
    public struct Member: Hashable, Sendable {
        /// The name.
        public var name: JSONString
        /// The value.
        public var value: JSON

        /// Creates a member of this name.
        public init(_ name: JSONString, _ value: JSON) {
            self.name = name
            self.value = value
        }

        /// Creates a member of this name.
        public init(_ name: String, _ value: JSON) { self.init(JSONString(name), value) }
    }

    /// The maximum nesting depth of a value that is read into memory.
    public static let depthLimit = 512

    /// Reads a text with one value. It must be strict JSON (RFC 8259) in UTF-8, nested at most `depthLimit` deep.
    public init(_ text: some Sequence<UInt8>) throws(JSONError) {
        var tokens = JSONTokens(Array(text)[...])
        self = try Self.read(&tokens)
        _ = try tokens.next()
    }

    /// Checks that a text is one value, of any depth. It must be strict JSON (RFC 8259) in UTF-8.
    public static func check(_ text: some Sequence<UInt8>) throws(JSONError) {
        var tokens = JSONTokens(Array(text)[...])
        while try tokens.next() != nil {}
    }

    /// Returns the JSON value of a whole number.
    public static func number(_ value: some BinaryInteger) -> JSON { .number(JSONNumber(Int64(clamping: value))) }

    /// Returns the JSON value of a text.
    public static func string(_ text: String) -> JSON { .string(JSONString(text)) }

    private static func read(_ tokens: inout JSONTokens) throws(JSONError) -> JSON {
        guard let token = try tokens.next() else { return .null }
        return try value(of: token, &tokens)
    }

    private static func value(of token: JSONTokens.Token, _ tokens: inout JSONTokens) throws(JSONError) -> JSON {
        switch token {
        case .null: return .null
        case .boolean(let value): return .boolean(value)
        case .number(let text): return .number(JSONNumber(text: Array(text)))
        case .string(let text), .name(let text): return .string(JSONString(escaped: Array(text)))
        case .arrayStart, .objectStart:
            guard tokens.depth <= depthLimit else { throw tokens.error("at most \(depthLimit) levels") }
            return try container(token, &tokens)
        case .arrayEnd, .objectEnd: return .null
        }
    }

    private static func container(
        _ start: JSONTokens.Token, _ tokens: inout JSONTokens
    ) throws(JSONError) -> JSON {
        guard start == .objectStart else {
            var elements: [JSON] = []
            while let next = try tokens.next(), next != .arrayEnd { elements.append(try value(of: next, &tokens)) }
            return .array(elements)
        }
        var members: [Member] = []
        while case .name(let name)? = try tokens.next() {
            members.append(Member(JSONString(escaped: Array(name)), try read(&tokens)))
        }
        return .object(members)
    }
}

extension JSON {
    /// The members of an object; nil for other values.
    public var members: [Member]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    /// The elements of an array; nil for other values.
    public var elements: [JSON]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// Returns the value of an object's last member of this name, which is the one that counts in JavaScript.
    public subscript(name: String) -> JSON? { members?.last { $0.name.bytes.elementsEqual(name.utf8) }?.value }

    /// The value of a string, in UTF-8; nil for other values.
    public var bytes: [UInt8]? {
        guard case .string(let string) = self else { return nil }
        return string.bytes
    }

    /// The value of a whole number; nil for other numbers, beyond 64 bits, and for other values.
    public var integer: Int64? {
        guard case .number(let number) = self else { return nil }
        return number.integer
    }

    /// The value of a number; nil for other values.
    public var double: Double? {
        guard case .number(let number) = self else { return nil }
        return number.double
    }

    /// The value of a boolean; nil for other values.
    public var boolean: Bool? {
        guard case .boolean(let value) = self else { return nil }
        return value
    }
}

/// A number of JSON as it is written: `1e3` stays `1e3`, and no digit is lost.
public struct JSONNumber: Hashable, Sendable {
    /// The text of the number.
    public let text: [UInt8]

    init(text: [UInt8]) { self.text = text }

    /// Creates a whole number.
    public init(_ value: Int64) { text = Array(String(value).utf8) }

    /// Its value, if that is whole and within 64 bits, in whatever way it is written.
    public var integer: Int64? {
        Int64(String(decoding: text, as: UTF8.self)) ?? Int64(exactly: double)
    }

    /// The nearest double, which is the value in JavaScript.
    public var double: Double { Double(String(decoding: text, as: UTF8.self)) ?? .nan }
}
