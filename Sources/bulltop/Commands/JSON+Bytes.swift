internal import JSONText
internal import Queues

extension JSON {
    /// Bytes as a string; where they are no UTF-8, as `{"base64": "..."}`.
    static func bytes(_ bytes: [UInt8]) -> JSON {
        if String(validating: bytes, as: UTF8.self) != nil { return .string(JSONString(bytes)) }
        return .object([Member("base64", .string(Base64.text(of: bytes)))])
    }

    /// The bytes of a string, or of `{"base64": "..."}`; nil for anything else.
    var anyBytes: [UInt8]? { bytes ?? self["base64"]?.bytes.flatMap { Base64.bytes(of: $0) } }

    /// Bytes as a string, or null.
    static func bytes(_ bytes: [UInt8]?) -> JSON { bytes.map { .bytes($0) } ?? .null }

    /// Returns a text that is JSON as the value it is; one that is none, as a string; null where there is none.
    static func embedded(_ text: [UInt8]?) -> JSON {
        guard let text else { return .null }
        return (try? JSON(text)) ?? .bytes(text)
    }

    /// Returns a whole number, or null.
    static func number(_ value: (some BinaryInteger)?) -> JSON { value.map { .number($0) } ?? .null }
}
