/// Prints JSON in indented, coloured lines, token by token: order, number text and duplicate keys stay. Strings are decoded for
/// reading (`EscapeReader`), or stay as they are stored.
///
/// It accepts any bytes, and needs no recursion for any depth.
struct JSONPrinter {
    /// The result of printing.
    enum Verdict: Equatable {
        case complete
        /// The text ends before its value.
        case cut
        /// The text is not valid JSON from this byte on.
        case invalid(at: Int)
    }

    /// The maximum depth with lines of its own; deeper values stay on their line, so that the output is bounded.
    static let deepest = 24
    static let indent = 2

    /// The tokens that may come next.
    enum Expectation {
        case value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd, nothing
    }

    let input: [UInt8]
    /// Whether strings stay as they are stored.
    let isRaw: Bool
    var position = 0
    var document = TextDocument()
    /// The opening `{` or `[` of each open value.
    var open: [UInt8] = []
    var expected = Expectation.value

    /// Prints `input`; of an invalid text, only the valid beginning.
    static func print(_ input: [UInt8], isRaw: Bool = false) -> (document: TextDocument, verdict: Verdict) {
        var printer = JSONPrinter(input: input, isRaw: isRaw)
        let verdict = printer.run()
        printer.document.endLine()
        return (printer.document, verdict)
    }

    private init(input: [UInt8], isRaw: Bool) { (self.input, self.isRaw) = (input, isRaw) }

    private mutating func run() -> Verdict {
        while true {
            skipBlanks()
            guard position < input.count else { return expected == .nothing ? .complete : .cut }
            let start = position
            switch take(input[position]) {
            case .complete: continue
            case .cut: return .cut
            case .invalid: return .invalid(at: start)
            }
        }
    }

    /// Takes one token. Returns `.complete` where the token is complete.
    private mutating func take(_ byte: UInt8) -> Verdict {
        let isInvalid = Verdict.invalid(at: position)
        switch (expected, byte) {
        case (.keyOrEnd, Self.braceEnd), (.valueOrEnd, Self.bracketEnd): return close(byte, isEmpty: true)
        case (.commaOrEnd, Self.braceEnd), (.commaOrEnd, Self.bracketEnd):
            return open.last == byte - 2 ? close(byte, isEmpty: false) : isInvalid
        case (.commaOrEnd, UInt8(ascii: ",")): return takeComma()
        case (.colon, UInt8(ascii: ":")): return takeColon()
        case (.key, Self.quote), (.keyOrEnd, Self.quote): return takeString(isKey: true)
        case (.value, _), (.valueOrEnd, _): return takeValue(byte)
        default: return isInvalid
        }
    }

    private mutating func takeValue(_ byte: UInt8) -> Verdict {
        switch byte {
        case Self.brace, Self.bracket: return open(byte)
        case Self.quote: return takeString(isKey: false)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return takeNumber()
        default: return takeLiteral()
        }
    }

    private mutating func skipBlanks() {
        while position < input.count, [0x20, 0x0A, 0x0D, 0x09].contains(input[position]) { position += 1 }
    }

    static let quote = UInt8(ascii: "\"")
    static let brace = UInt8(ascii: "{")
    static let braceEnd = UInt8(ascii: "}")
    static let bracket = UInt8(ascii: "[")
    static let bracketEnd = UInt8(ascii: "]")
}
