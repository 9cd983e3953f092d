extension JSON {
    /// Returns bytes as a string; invalid UTF-8 as `{"base64": "..."}`.
    public static func bytes(_ bytes: [UInt8]) -> JSON {
        if String(validating: bytes, as: UTF8.self) != nil { return .string(JSONString(bytes)) }
        return .object([Member("base64", .string(Base64.text(of: bytes)))])
    }

    /// The bytes of a string, or of `{"base64": "..."}`; nil for other values.
    public var anyBytes: [UInt8]? { bytes ?? self["base64"]?.bytes.flatMap { Base64.bytes(of: $0) } }

    /// Returns bytes as a string; null for nil.
    public static func bytes(_ bytes: [UInt8]?) -> JSON { bytes.map { .bytes($0) } ?? .null }

    /// Returns a JSON text as its value; another text as a string; null for nil.
    public static func embedded(_ text: [UInt8]?) -> JSON {
        guard let text else { return .null }
        return (try? JSON(text)) ?? .bytes(text)
    }

    /// Returns a share, 0...1, with four digits after the point.
    public static func number(share: Double) -> JSON {
        let digits = String(Int((min(max(0, share), 1) * 10_000).rounded()) + 10_000).dropFirst()
        let text = share >= 1 ? "1" : "0." + digits
        return (try? JSON(text.utf8)) ?? .null
    }

    /// Returns a whole number; null for nil.
    public static func number(_ value: (some BinaryInteger)?) -> JSON { value.map { .number($0) } ?? .null }
}
