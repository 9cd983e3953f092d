/// A string of JSON as it is written between its quotes. Two spellings of one text are not equal; compare their
/// `bytes`.
public struct JSONString: Hashable, Sendable {
    /// The spelling, without the quotes.
    public let escaped: [UInt8]

    /// Creates a string from the text between the quotes in JSON. An unknown escape loses its backslash.
    public init(escaped: [UInt8]) { self.escaped = escaped }

    /// Creates a string from bytes, escaping only what must be escaped. Invalid UTF-8 becomes U+FFFD.
    public init(_ bytes: [UInt8]) { self.init(String(decoding: bytes, as: UTF8.self)) }

    /// Creates a string from a text, escaping only what must be escaped.
    public init(_ text: String) { self.init(raw: text.utf8) }

    /// Creates a part of a string from bytes, which may begin or end within a character of UTF-8.
    public init(raw bytes: some Sequence<UInt8>) {
        escaped = bytes.reduce(into: []) { Self.write($1, to: &$0) }
    }

    /// The decoded text, in UTF-8. Half of a surrogate pair becomes U+FFFD.
    public var bytes: [UInt8] {
        guard escaped.contains(Self.backslash) else { return escaped }
        var bytes: [UInt8] = []
        var position = 0
        while position < escaped.count {
            if escaped[position] == Self.backslash {
                position = decodeEscape(at: position, into: &bytes)
            } else {
                bytes.append(escaped[position])
                position += 1
            }
        }
        return bytes
    }

    private static let backslash = UInt8(ascii: "\\")
    /// The letters after the backslash in short escapes, and their meanings.
    private static let short: [(letter: UInt8, meaning: UInt8)] = [
        (UInt8(ascii: "\""), 0x22), (backslash, backslash), (UInt8(ascii: "b"), 0x08), (UInt8(ascii: "t"), 0x09),
        (UInt8(ascii: "n"), 0x0A), (UInt8(ascii: "f"), 0x0C), (UInt8(ascii: "r"), 0x0D),
    ]

    private static func write(_ byte: UInt8, to escaped: inout [UInt8]) {
        if let letter = short.first(where: { $0.meaning == byte })?.letter {
            escaped += [backslash, letter]
        } else if byte < 0x20 {
            let digits = String(byte, radix: 16)
            escaped += Array("\\u00\(digits.count == 1 ? "0" : "")\(digits)".utf8)
        } else {
            escaped.append(byte)
        }
    }

    /// Decodes the escape at `start`, and returns the place after it.
    private func decodeEscape(at start: Int, into bytes: inout [UInt8]) -> Int {
        guard start + 1 < escaped.count else {
            bytes.append(Self.backslash)
            return start + 1
        }
        let letter = escaped[start + 1]
        guard letter == UInt8(ascii: "u") else {
            bytes.append(Self.short.first { $0.letter == letter }?.meaning ?? letter)
            return start + 2
        }
        let unit = codeUnit(at: start + 2)
        var (scalar, end) = (Unicode.Scalar(unit), min(start + 6, escaped.count))
        if 0xD800...0xDBFF ~= unit, end + 6 <= escaped.count, escaped[end] == Self.backslash,
            escaped[end + 1] == UInt8(ascii: "u")
        {
            let low = codeUnit(at: end + 2)
            if 0xDC00...0xDFFF ~= low {
                (scalar, end) = (Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)), end + 6)
            }
        }
        bytes += Array(String(Character(scalar ?? "\u{FFFD}")).utf8)
        return end
    }

    private func codeUnit(at start: Int) -> UInt32 {
        escaped[min(start, escaped.count)...].prefix(4).reduce(0) { value, digit in
            value << 4 + UInt32(Character(Unicode.Scalar(digit)).hexDigitValue ?? 0)
        }
    }
}
