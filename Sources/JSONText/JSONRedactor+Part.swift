extension JSONRedactor {
    /// The maximum length of a secret, in bytes: a longer value is not taken for one.
    private static let secretLimit = 4_096

    /// Returns a part of a text that begins anywhere, without its secrets. It is as long as before. What may be the end of
    /// a secret, up to the first quote within 4 kB, becomes asterisks. A value whose name is not in the part, or only its
    /// end, is hidden as well.
    public static func redactPart(_ text: [UInt8], _ names: SecretNames) -> [UInt8] {
        guard let name = names.example else { return text }
        var start = 0
        while let quote = text[start...].prefix(secretLimit).firstIndex(of: 0x22) {
            let begin = beginning(ofQuote: quote, in: text)
            let before = text[..<begin].last { !$0.isJSONBlank }
            let next = firstByte(behind: quote, in: text)
            let mayBegin = before.map { "{[,:".utf8.contains($0) } ?? false
            let mayEnd = next.map { ",:}]\"".utf8.contains($0) } ?? true
            guard begin > 0, !mayBegin || !mayEnd else {
                // What the quote does, or how many backslashes it has, is not known: the next one shows it.
                start = quote + 1
                continue
            }
            // What may have stood before the part: the beginning of the string that ends here, or the name of the value.
            let mark = Array(text[begin...quote])
            var missing: [UInt8] = []
            if mayEnd {
                missing = mark + (next == UInt8(ascii: ":") ? name : [])
            } else if before == nil || before == UInt8(ascii: ":"), !isName(quote, escapes: quote - begin, in: text) {
                missing = mark + name + mark + [UInt8(ascii: ":")]
            }
            return stars(begin) + redact(missing + text[begin...], names).dropFirst(missing.count)
        }
        return start == 0 ? text : stars(text.count)
    }

    private static func stars(_ count: Int) -> [UInt8] { [UInt8](repeating: UInt8(ascii: "*"), count: count) }

    /// Returns whether the string that a quote begins, with a number of backslashes before it, is the name of a value.
    private static func isName(_ quote: Int, escapes: Int, in text: [UInt8]) -> Bool {
        let end = text.indices[(quote + 1)...].first {
            text[$0] == 0x22 && $0 - beginning(ofQuote: $0, in: text) <= escapes
        }
        return end.flatMap { firstByte(behind: $0, in: text) } == UInt8(ascii: ":")
    }

    /// Returns where the backslashes before a quote begin: they say that it is within a string.
    private static func beginning(ofQuote quote: Int, in text: [UInt8]) -> Int {
        text[..<quote].lastIndex { $0 != 0x5C }.map { $0 + 1 } ?? 0
    }

    private static func firstByte(behind place: Int, in text: [UInt8]) -> UInt8? {
        text[(place + 1)...].first { !$0.isJSONBlank }
    }
}
