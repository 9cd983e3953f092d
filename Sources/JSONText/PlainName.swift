/// The words before a place in plain text, which are a name where a separator follows.
struct PlainName: Sendable {
    /// The last word, or its end.
    private(set) var word: [UInt8] = []
    /// The words before it that are separated by one blank: `API key`.
    private var context: [UInt8] = []
    /// The quote in which the words are; nil outside of quotes.
    private(set) var opener: UInt8?
    /// The number of blanks behind the word.
    var blanks = 0
    /// Whether a quote or bracket stands behind the word, and whether it is a double quote.
    private(set) var (isClosed, isQuoted) = (false, false)
    /// Whether a backslash stands before the word, so that its first letter may be a part of an escape.
    private var isEscaped = false

    /// The number of bytes of a word that are kept at least.
    private static let limit = 128

    /// Takes the next bytes of a word, or a new word.
    mutating func take(_ run: ArraySlice<UInt8>, opener: UInt8?, isEscaped: Bool) {
        if !word.isEmpty, isClosed || blanks > 0 {
            context = isClosed || blanks > 1 ? [] : (context + word + [0x20]).suffix(Self.limit)
            if context.isEmpty { self.opener = opener }
            (word, isClosed, isQuoted, self.isEscaped) = ([], false, false, isEscaped)
        } else if word.isEmpty {
            (self.opener, self.isEscaped) = (opener, isEscaped)
        }
        blanks = 0
        word += run.suffix(Self.limit)
        if word.count > 2 * Self.limit { word = word.suffix(Self.limit) }
    }

    /// Takes a quote, bracket or backslash behind the word.
    mutating func close(with byte: UInt8) {
        guard !word.isEmpty, blanks == 0 else {
            self = PlainName()
            return
        }
        isClosed = true
        if byte == UInt8(ascii: "\"") { isQuoted = true }
    }

    /// Returns whether the word, or the words, are a secret name.
    func isSecret(_ names: SecretNames) -> Bool {
        guard !word.isEmpty else { return false }
        if names.mayEnd(word) {
            if names.contains(word) { return true }
            // \n and \t, and \u000a.
            if isEscaped, word.first.map("nrtbf".utf8.contains) == true, names.contains(word.dropFirst()) {
                return true
            }
            if isEscaped, word.first == UInt8(ascii: "u"), names.contains(word.dropFirst(5)) { return true }
        }
        return !context.isEmpty && names.contains(endOf: context + word)
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
