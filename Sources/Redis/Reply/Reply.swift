/// The server's answer to a command.
public enum Reply: Hashable, Sendable {
    /// A short word, like `OK`.
    case status([UInt8])
    /// A string of any bytes.
    case bulk([UInt8])
    /// A whole number.
    case integer(Int64)
    /// Replies in order, nested at most seven levels deep.
    case array([Reply])
    /// Nothing: an absent key, field or array.
    case null
    /// The command failed; in an array, one of its parts.
    case error(ServerError)
}

extension Reply {
    /// The bytes of a bulk string or a status.
    public var bytes: [UInt8]? {
        switch self {
        case .status(let bytes), .bulk(let bytes): bytes
        case .integer, .array, .null, .error: nil
        }
    }

    /// The integer of a reply, even one written as the decimal digits of a string; nil beyond ±2^53. No count, length
    /// or time of a server is that large, and no sum of smaller ones, nor a thousand times one, overflows.
    public var integer: Int64? {
        let number: Int64? =
            switch self {
            case .integer(let number): number
            case .status(let bytes), .bulk(let bytes): Int64(String(decoding: bytes, as: UTF8.self))
            case .array, .null, .error: nil
            }
        return number.flatMap { (-Self.largest...Self.largest).contains($0) ? $0 : nil }
    }

    /// 2^53: larger integers are not exact in Lua, JavaScript and the scores of sorted sets.
    private static let largest: Int64 = 1 << 53

    /// The elements of an array.
    public var array: [Reply]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The bytes as text; invalid UTF-8 becomes U+FFFD.
    public var text: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

    /// The error, when the command failed.
    public var error: ServerError? {
        guard case .error(let error) = self else { return nil }
        return error
    }

    /// Whether it is null.
    public var isNull: Bool { self == .null }
}
