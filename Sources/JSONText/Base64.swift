/// Standard base64 with padding (RFC 4648), in which BullMQ's Node client writes a queue's name in the names of
/// connections (data model, 4.29).
public enum Base64 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    /// Returns the bytes in base64.
    public static func text(of bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = (0..<3).reduce(0) { $0 << 8 | Int(start + $1 < group.endIndex ? group[start + $1] : 0) }
            for place in 0..<4 {
                text.append(place <= group.count ? digits[bits >> (18 - 6 * place) & 63] : padding)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Returns the bytes of base64; nil where the text is not valid, or not as `text(of:)` would write it.
    public static func bytes(of text: some Sequence<UInt8>) -> [UInt8]? {
        let text = Array(text)
        let values = text.prefix { $0 != padding }.compactMap { digits.firstIndex(of: $0) }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: values.count, by: 4) {
            let group = values[start..<min(start + 4, values.count)]
            let bits = (0..<4).reduce(0) { $0 << 6 | (start + $1 < group.endIndex ? group[start + $1] : 0) }
            bytes += (0..<group.count - 1).map { UInt8(truncatingIfNeeded: bits >> (16 - 8 * $0)) }
        }
        return Self.text(of: bytes).utf8.elementsEqual(text) ? bytes : nil
    }
}
