/// A value in plain text that is hidden.
struct PlainValue: Sendable {
    /// Where it ends.
    enum Kind {
        /// At a blank, `&`, `;`, `,` or quote.
        case word
        /// At the end of the line, or with the quote in which its name stands, too.
        case line(opener: UInt8?)
        /// At its quote with at most as many backslashes.
        case quoted(UInt8, backslashes: Int)
        /// With its last bracket.
        case nested
    }

    let kind: Kind
    /// Its first bytes, and whether they are decided to be hidden.
    private(set) var head: [UInt8] = []
    var isDecided = false
    /// The number of its bytes that are hidden.
    var length = 0
    /// The number of backslashes just before, which belong to it only if it goes on.
    var backslashes = 0
    /// The dashes just before, and how often five were in a row: a key in PEM form has four such rows.
    private var (dashes, rows) = (0, 0)
    /// Brackets that are open, and the quote of the string in them with its backslashes.
    private var depth = 0
    private var string: (quote: UInt8, backslashes: Int)?
    private var previous: UInt8 = 0x20

    /// Creates a value of which nothing is taken yet.
    init(kind: Kind = .word) { self.kind = kind }

    /// The words that are shown: they are no secrets, or hidden already.
    private static let literals = ["null", "undefined", "true", "false", "none", "None", "nil", "NaN", "***"].map {
        Array($0.utf8)
    }
    private static let schemes = ["bearer", "basic", "digest", "negotiate", "token"]
    private static let key = Array("-----BEGIN".utf8)

    /// Whether it is a word such as null.
    var isLiteral: Bool {
        guard !isDecided else { return false }
        return switch kind {
        case .word, .line: Self.literals.contains(head)
        case .quoted, .nested: false
        }
    }

    /// Whether it may become such a word.
    var mayBeLiteral: Bool {
        switch kind {
        case .word, .line: !isDecided && Self.literals.contains { $0.starts(with: head) }
        case .quoted, .nested: false
        }
    }

    /// Takes a byte.
    mutating func take(_ byte: UInt8) {
        if head.count < Self.key.count { head.append(byte) }
        if head == Self.key, rows == 0 { rows = 1 }
        dashes = byte == UInt8(ascii: "-") ? dashes + 1 : 0
        if dashes == 5, rows > 0, rows < 4 { rows += 1 }
        previous = byte
    }

    /// Returns whether the value ends before a byte, or is only a quote.
    mutating func ends(before byte: UInt8) -> Bool {
        // A key in PEM form goes over many lines.
        guard rows == 0 || rows == 4 else { return false }
        let isEscape = backslashes > 0
        switch kind {
        case .word:
            if byte == 0x20, !isEscape, isScheme {
                head = []
                return false
            }
            return byte <= 0x20 || byte.isQuote || "&;,".utf8.contains(byte) || isEscape && "nrt".utf8.contains(byte)
        case .line(let opener):
            let isEnd =
                byte == 0x0A || byte == 0x0D || isEscape && (byte == UInt8(ascii: "n") || byte == UInt8(ascii: "r"))
            return isEnd || byte == opener || isLiteral && (byte.isEmptyValue || byte == 0x20 || byte.isQuote)
        case .quoted(let quote, let count): return byte == quote && backslashes <= count
        case .nested: return false
        }
    }

    private var isScheme: Bool {
        length == head.count && Self.schemes.contains(String(decoding: head, as: UTF8.self).lowercased())
    }

    /// Returns whether a byte is the last bracket of the value.
    mutating func closes(with byte: UInt8) -> Bool {
        guard case .nested = kind else { return false }
        if let open = string {
            if byte == open.quote, backslashes <= open.backslashes { string = nil }
        } else if byte.isQuote {
            // An apostrophe begins no string.
            if !previous.isWordByte { string = (byte, backslashes) }
        } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
            depth += 1
        } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
            depth -= 1
        }
        return depth <= 0
    }
}
