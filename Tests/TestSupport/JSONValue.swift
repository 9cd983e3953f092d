import Foundation

/// Any JSON, for comparisons and for fixtures.
public enum JSONValue: Hashable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// A number; exact up to 2^53.
    case number(Double)
    /// A string.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object; the order of its members does not matter.
    case object([String: JSONValue])

    /// Creates a value from a document; nil when it is no JSON.
    public init?(_ bytes: [UInt8]) {
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)) else { return nil }
        self = value
    }

    /// Returns a member of an object; nil for any other value.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[name]
    }

    /// The text of a string; nil for any other value.
    public var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// A whole number; nil for any other value.
    public var integer: Int64? {
        guard case .number(let number) = self else { return nil }
        return Int64(exactly: number)
    }

    /// Any number.
    public var double: Double? {
        guard case .number(let number) = self else { return nil }
        return number
    }

    /// The elements of an array; nil for any other value.
    public var array: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The bytes of a string, or of the fixtures' `{"base64": "..."}`, which stands for bytes that are not UTF-8.
    public var bytes: [UInt8]? {
        if let text = self["base64"]?.string { return Data(base64Encoded: text).map { Array($0) } }
        return string.map { Array($0.utf8) }
    }
}

extension JSONValue: Decodable {
    /// Creates a value of whatever type comes. The most frequent types are tried first: each failure of the decoder
    /// costs a test a recorded backtrace.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode([String: JSONValue].self) {
            self = .object(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .boolean(try container.decode(Bool.self))
        }
    }
}
