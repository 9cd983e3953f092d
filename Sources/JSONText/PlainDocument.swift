/// Whether a text is a JSON document, in which a quote ends whatever stands in a string. A text that only begins like one, such as a line of a log
/// with its time in brackets, is none.
struct PlainDocument: Sendable {
    private enum Kind {
        case undecided
        /// Within this many brackets.
        case json(depth: Int)
        /// Behind a whole value.
        case ended
        case plain
    }

    private var kind = Kind.undecided
    private var isInString = false
    /// Whether the next byte stands behind a backslash that escapes it.
    private var isEscaped = false

    private static let literals = ["true", "false", "null"].map { Array($0.utf8) }

    /// Takes bytes of a word.
    mutating func takeWord() {
        isEscaped = false
        switch kind {
        case .undecided, .ended: kind = .plain
        case .json, .plain: break
        }
    }

    /// Takes a byte behind a word. Returns whether it is a quote around a string of the document.
    mutating func take(_ byte: UInt8, behind name: PlainName) -> Bool {
        let wasEscaped = isEscaped
        isEscaped = byte == UInt8(ascii: "\\") && !wasEscaped
        switch kind {
        case .plain: return false
        case .json(let depth) where isInString:
            guard byte == UInt8(ascii: "\""), !wasEscaped else { return false }
            isInString = false
            if depth == 0 { kind = .ended }
            return true
        case .json(let depth): takeOutside(byte, behind: name.word, depth)
        case .undecided, .ended:
            if byte.isJSONBlank { return false }
            takeOutside(byte, behind: [], 0)
        }
        return isInString
    }

    /// Takes a byte outside of strings.
    private mutating func takeOutside(_ byte: UInt8, behind word: ArraySlice<UInt8>, _ depth: Int) {
        let first = word.first ?? UInt8(ascii: "0")
        let isValue = UInt8(ascii: "0")...UInt8(ascii: "9") ~= first || first == UInt8(ascii: "-")
        guard isValue || Self.literals.contains(where: { word.elementsEqual($0) }) else {
            kind = .plain
            return
        }
        switch byte {
        case UInt8(ascii: "\""): (kind, isInString) = (.json(depth: depth), true)
        case UInt8(ascii: "{"), UInt8(ascii: "["): kind = .json(depth: depth + 1)
        case UInt8(ascii: "}"), UInt8(ascii: "]"): kind = depth > 1 ? .json(depth: depth - 1) : .ended
        case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "+"), 0x20, 0x09, 0x0A, 0x0D:
            if depth == 0 { kind = .plain }
        default: kind = .plain
        }
    }
}
