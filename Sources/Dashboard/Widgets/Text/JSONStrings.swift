/// The strings of a JSON array, such as `stacktrace` (data model, 2.1).
struct JSONStrings: Equatable {
    /// The decoded strings, in order. The last one may be cut.
    private(set) var strings: [[UInt8]] = []
    /// Whether the text ends before the array.
    private(set) var isCut = false

    /// Creates the strings of `text`; nil where it is not an array of strings, as far as it goes.
    init?(_ text: [UInt8]) {
        var position = Self.afterBlanks(text, 0)
        guard position < text.count, text[position] == JSONPrinter.bracket else { return nil }
        position = Self.afterBlanks(text, position + 1)
        if position < text.count, text[position] == JSONPrinter.bracketEnd {
            guard Self.afterBlanks(text, position + 1) == text.count else { return nil }
            return
        }
        while position < text.count {
            guard text[position] == JSONPrinter.quote else { return nil }
            position = Self.afterBlanks(text, takeString(text, from: position + 1))
            guard position < text.count else { break }
            let separator = text[position]
            position = Self.afterBlanks(text, position + 1)
            guard separator != JSONPrinter.bracketEnd else {
                guard position == text.count else { return nil }
                return
            }
            guard separator == UInt8(ascii: ",") else { return nil }
        }
        isCut = true
    }

    /// Takes the string whose first character is at `start`, and returns the place after its quote.
    private mutating func takeString(_ text: [UInt8], from start: Int) -> Int {
        var decoded: [UInt8] = []
        var position = start
        while position < text.count, text[position] != JSONPrinter.quote {
            if text[position] == UInt8(ascii: "\\") {
                position = Self.decodeEscape(text, at: position, into: &decoded)
            } else {
                decoded.append(text[position])
                position += 1
            }
        }
        strings.append(decoded)
        return min(position + 1, text.count)
    }

    /// Decodes the escape that begins at `start`, and returns the place after it. An invalid escape stays as it is.
    private static func decodeEscape(_ text: [UInt8], at start: Int, into decoded: inout [UInt8]) -> Int {
        guard start + 1 < text.count else { return text.count }
        switch text[start + 1] {
        case UInt8(ascii: "n"): decoded.append(0x0A)
        case UInt8(ascii: "t"): decoded.append(0x09)
        case UInt8(ascii: "r"): decoded.append(0x0D)
        case UInt8(ascii: "b"): decoded.append(0x08)
        case UInt8(ascii: "f"): decoded.append(0x0C)
        case UInt8(ascii: "u"): return decodeUnicode(text, at: start, into: &decoded)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(text[start + 1])
        default: decoded += text[start...start + 1]
        }
        return start + 2
    }

    /// Decodes `\uXXXX`, or two of them that make a pair, and returns the place after it; a single surrogate becomes
    /// U+FFFD.
    private static func decodeUnicode(_ text: [UInt8], at start: Int, into decoded: inout [UInt8]) -> Int {
        guard let unit = codeUnit(text, at: start) else {
            decoded += text[start...start + 1]
            return start + 2
        }
        var scalar = Unicode.Scalar(unit)
        var end = start + 6
        if 0xD800...0xDBFF ~= unit, let low = codeUnit(text, at: end), 0xDC00...0xDFFF ~= low {
            scalar = EscapeReader.scalar(unit, low)
            end += 6
        }
        decoded += Array(String(Character(scalar ?? "\u{FFFD}")).utf8)
        return end
    }

    private static func codeUnit(_ text: [UInt8], at start: Int) -> UInt32? {
        guard start + 6 <= text.count, text[start] == UInt8(ascii: "\\"), text[start + 1] == UInt8(ascii: "u") else {
            return nil
        }
        return EscapeReader.unit(text[start..<start + 6])
    }

    private static func afterBlanks(_ text: [UInt8], _ start: Int) -> Int {
        text[min(start, text.count)...].firstIndex { ![0x20, 0x0A, 0x0D, 0x09].contains($0) } ?? text.count
    }
}
