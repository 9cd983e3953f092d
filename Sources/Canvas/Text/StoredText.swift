/// Bytes from a server as text that can be turned back: a pipe gets what is stored, byte for byte, except control
/// characters.
///
/// A `String` cannot contain invalid UTF-8, so each such byte becomes a scalar for private use, U+10FE80 to U+10FEFF. A
/// text that itself contains such a scalar is split into its bytes.
public enum StoredText {
    private static let firstStandIn: UInt32 = 0x10FE00
    private static let standIns: ClosedRange<UInt32> = 0x10FE80...0x10FEFF

    /// Returns the scalar that represents a byte of 0x80 or more.
    static func standIn(for byte: UInt8) -> UInt32 { firstStandIn + UInt32(byte) }

    /// Appends a scalar to a text in this form.
    static func append(_ scalar: UInt32, to text: inout [UInt8]) {
        guard standIns.contains(scalar) else { return scalar.appendUTF8(to: &text) }
        var bytes: [UInt8] = []
        scalar.appendUTF8(to: &bytes)
        for byte in bytes { standIn(for: byte).appendUTF8(to: &text) }
    }

    /// Returns the bytes as text in this form.
    public static func text(_ bytes: [UInt8]) -> String {
        let mayHoldStandIns = bytes.contains(0xF4)
        if !mayHoldStandIns, let text = String(validating: bytes, as: UTF8.self) { return text }
        let text = bytes.withUnsafeBufferPointer { input in
            var text: [UInt8] = []
            var index = 0
            while index < input.count {
                if let (scalar, length) = Sanitizer.scalar(in: input, at: index) {
                    append(scalar, to: &text)
                    index += length
                } else {
                    standIn(for: input[index]).appendUTF8(to: &text)
                    index += 1
                }
            }
            return text
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Returns the bytes that a text in this form represents.
    public static func bytes(of text: String) -> [UInt8] {
        let travels = text.unicodeScalars.contains { standIns.contains($0.value) }
        guard travels else { return Array(text.utf8) }
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            if standIns.contains(scalar.value) {
                bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                scalar.value.appendUTF8(to: &bytes)
            }
        }
        return bytes
    }

    /// Returns the bytes for a pipe or a file, with stand-ins for control characters other than tabs and line ends.
    public static func withoutControls(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(where: { isControl($0) || $0 == 0xC2 }) else { return bytes }
        var safe: [UInt8] = []
        safe.reserveCapacity(bytes.count)
        for (index, byte) in bytes.enumerated() {
            if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A {
                safe.append(byte)
            } else if isControl(byte) {
                (byte == 0x7F ? 0x2421 : 0x2400 + UInt32(byte)).appendUTF8(to: &safe)
            } else if byte & 0xE0 == 0x80, index > 0, bytes[index - 1] == 0xC2 {
                // U+0080 to U+009F, which some terminals obey like sequences that begin with Escape.
                safe.removeLast()
                UInt32(0xFFFD).appendUTF8(to: &safe)
            } else {
                safe.append(byte)
            }
        }
        return safe
    }

    private static func isControl(_ byte: UInt8) -> Bool {
        byte < 0x20 && byte != 0x0A && byte != 0x09 || byte == 0x7F
    }
}

extension Unicode.Scalar {
    /// Whether a terminal may obey it, hide it, or reorder the text around it.
    public var isHarmful: Bool {
        value != 0x0A && ScalarClass(value) == .refused
    }
}
