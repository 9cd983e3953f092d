/// The place where a text is not valid JSON, and what was expected there.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The offset of the first wrong byte, from 0 on; the length of the text where it ends too early.
    public let offset: Int
    /// Its line, from 1 on.
    public let line: Int
    /// Its place in the line in Unicode scalars, from 1 on.
    public let column: Int
    /// The tokens that were expected there: `a value`, `a comma or }`...
    public let expected: String

    init(in text: ArraySlice<UInt8>, at position: Int, expected: String) {
        let before = text[..<position]
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? text.startIndex
        offset = position - text.startIndex
        line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
        column = before[lineStart...].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
        self.expected = expected
    }

    /// The error as a sentence: `line 2, column 7: expected a value`.
    public var description: String { "line \(line), column \(column): expected \(expected)" }
}
