extension UInt8 {
    var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
    /// Whether it is a letter of ASCII, or a byte of a character beyond ASCII.
    var isLetter: Bool { self >= 0x80 || UInt8(ascii: "a")...UInt8(ascii: "z") ~= self | 0x20 }
    var isHexDigit: Bool { isDigit || UInt8(ascii: "a")...UInt8(ascii: "f") ~= self | 0x20 }
    /// Whether it is a letter, a digit or `_`.
    var isWord: Bool { isLetter || isDigit || self == UInt8(ascii: "_") }
    var isBlank: Bool { self == 0x20 || 0x09...0x0D ~= self }
    var isUppercase: Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self }
    /// The letter of ASCII in lower case; other bytes as they are.
    var lowercased: UInt8 { isUppercase ? self | 0x20 : self }
}

extension [UInt8] {
    /// The bytes without the blanks at both ends.
    var trimmed: [UInt8] {
        let start = firstIndex { !$0.isBlank } ?? count
        let end = (lastIndex { !$0.isBlank } ?? start - 1) + 1
        return Array(self[start..<end])
    }

    /// Returns at most `limit` bytes, without a part of a UTF-8 character at the end.
    func cut(to limit: Int) -> [UInt8] {
        guard count > limit else { return self }
        var end = limit
        while end > 0, limit - end < 3, self[end] & 0xC0 == 0x80 { end -= 1 }
        return Array(prefix(end))
    }

    func ends(with tail: [UInt8]) -> Bool { count >= tail.count && self[(count - tail.count)...].elementsEqual(tail) }
}
