/// A place in a document: a byte of a line.
struct TextPosition: Comparable, Sendable {
    /// The line, from 0.
    var line: Int
    /// Bytes of the line before it.
    var offset: Int

    /// The beginning of the document.
    static let start = TextPosition(line: 0, offset: 0)

    /// The earlier place first.
    static func < (left: TextPosition, right: TextPosition) -> Bool {
        left.line == right.line ? left.offset < right.offset : left.line < right.line
    }
}
