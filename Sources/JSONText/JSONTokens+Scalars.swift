extension JSONTokens {
    /// Reads a number and returns its text. The only allowed sign is a minus, and leading zeros are not allowed.
    mutating func takeNumber() throws(JSONError) -> ArraySlice<UInt8> {
        let start = position
        if byte == UInt8(ascii: "-") { position += 1 }
        if byte == UInt8(ascii: "0") { position += 1 } else { try takeDigits() }
        if byte == UInt8(ascii: ".") {
            position += 1
            try takeDigits()
        }
        if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            position += 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { position += 1 }
            try takeDigits()
        }
        return text[start..<position]
    }

    private mutating func takeDigits() throws(JSONError) {
        let start = position
        while let byte, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { position += 1 }
        guard position > start else { throw error("a digit") }
    }

    /// Reads a string whose opening quote is at the position, and returns the text between its quotes.
    mutating func takeString() throws(JSONError) -> ArraySlice<UInt8> {
        position += 1
        let start = position
        while let byte {
            switch byte {
            case UInt8(ascii: "\""):
                defer { position += 1 }
                return text[start..<position]
            case UInt8(ascii: "\\"): try takeEscape()
            case ..<0x20: throw error("no control character in a string; write it as \\n, \\t or \\u00XX")
            case ..<0x80: position += 1
            default: try takeScalarValue(byte)
            }
        }
        throw error("the closing quote of a string")
    }

    private mutating func takeEscape() throws(JSONError) {
        position += 1
        guard let letter = byte, "\"\\/bfnrtu".utf8.contains(letter) else {
            throw error("one of \" \\ / b f n r t u after the backslash")
        }
        position += 1
        guard letter == UInt8(ascii: "u") else { return }
        for _ in 0..<4 {
            guard let byte, Character(Unicode.Scalar(byte)).isHexDigit else { throw error("four hexadecimal digits") }
            position += 1
        }
    }

    /// Reads a character beyond ASCII in UTF-8. Overlong forms, surrogates and values beyond U+10FFFF are errors.
    private mutating func takeScalarValue(_ lead: UInt8) throws(JSONError) {
        let second: ClosedRange<UInt8>
        switch lead {
        case 0xE0: second = 0xA0...0xBF
        case 0xED: second = 0x80...0x9F
        case 0xF0: second = 0x90...0xBF
        case 0xF4: second = 0x80...0x8F
        case 0xC2...0xF4: second = 0x80...0xBF
        default: throw error("UTF-8")
        }
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        let rest = text[(position + 1)...].prefix(length - 1)
        guard rest.count == length - 1, let first = rest.first, second ~= first,
            rest.dropFirst().allSatisfy({ 0x80...0xBF ~= $0 })
        else { throw error("UTF-8") }
        position += length
    }
}
