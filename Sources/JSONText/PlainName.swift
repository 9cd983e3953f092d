/// The words before a place in plain text, which are a name where a separator follows.
struct PlainName: Sendable {
    /// The words, with a blank between two of them: of a name of several words all must be there (`API key`).
    private var text: [UInt8] = []
    /// The place of the last word in them.
    private var start = 0
    /// The quote in which the words are; nil outside of quotes.
    private(set) var opener: UInt8?
    /// The number of blanks behind the word.
    var blanks = 0
    /// Whether a quote or bracket stands behind the word, and whether it is a double quote.
    private(set) var (isClosed, isQuoted) = (false, false)
    /// Whether a backslash stands before the word, so that its first letter may be a part of an escape.
    private var isEscaped = false

    /// The number of bytes that are kept at least.
    private static let limit = 128

    /// Whether there is no word.
    var isEmpty: Bool { text.count == start }

    /// The last word, or its end.
    var word: ArraySlice<UInt8> { text[start...] }

    /// Forgets all words. The memory stays, since this is done at almost every word.
    mutating func clear() {
        text.removeAll(keepingCapacity: true)
        (start, opener, blanks, isClosed, isQuoted, isEscaped) = (0, nil, 0, false, false, false)
    }

    /// Takes the next bytes of a word, or a new word.
    mutating func take(_ run: ArraySlice<UInt8>, opener: UInt8?, isEscaped: Bool) {
        if isEmpty {
            clear()
            (self.opener, self.isEscaped) = (opener, isEscaped)
        } else if isClosed || blanks > 1 {
            clear()
            (self.opener, self.isEscaped) = (opener, isEscaped)
        } else if blanks == 1 {
            if text.count > 4 * Self.limit { text.removeFirst(text.count - Self.limit) }
            text.append(0x20)
            (start, blanks, self.isEscaped) = (text.count, 0, isEscaped)
        }
        text += run.count > Self.limit ? run.suffix(Self.limit) : run
        if text.count - start > 2 * Self.limit {
            text.removeFirst(text.count - Self.limit)
            start = 0
        }
    }

    /// Takes a quote, bracket or backslash behind the word.
    mutating func close(with byte: UInt8) {
        guard !isEmpty, blanks == 0 else { return clear() }
        isClosed = true
        if byte == UInt8(ascii: "\"") { isQuoted = true }
    }

    /// Returns whether the word, or the words, are a secret name.
    func isSecret(_ names: SecretNames) -> Bool {
        guard !isEmpty, names.mayEnd(text) else { return false }
        let word = word
        if names.contains(word) { return true }
        // \n and \t, and \u000a.
        if isEscaped, word.first.map("nrtbf".utf8.contains) == true, names.contains(word.dropFirst()) { return true }
        if isEscaped, word.first == UInt8(ascii: "u"), names.contains(word.dropFirst(5)) { return true }
        return start > 0 && names.contains(endOf: text)
    }
}

extension UInt8 {
    /// Whether it may be a part of a name: a letter, a digit, or one of `_-.$`.
    var isWordByte: Bool {
        isNamePart || self == UInt8(ascii: "_") || self == UInt8(ascii: "-") || self == UInt8(ascii: ".")
            || self == UInt8(ascii: "$")
    }

    var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") || self == UInt8(ascii: "`") }

    /// Whether it ends a value before it has begun.
    var isEmptyValue: Bool { self < 0x20 || "&;,)]}".utf8.contains(self) }
}
