import Queues

extension TextDocument {
    /// The number of columns between tab stops.
    private static let tabWidth = 4

    /// Creates a document of a text, split at LF and CRLF.
    init(raw text: [UInt8], role: ThemeRole = .text) {
        self.init()
        appendLines(text, role)
    }

    /// Adds text of several lines, split at LF and CRLF, with its tabs expanded.
    mutating func appendLines(_ text: some Collection<UInt8>, _ role: ThemeRole) {
        let text = Array(text)
        Self.forEachLine(of: text) { appendTabbed(text[$0], role) }
    }

    /// Calls `body` with the range of each line, without its end. After a last line end there is no further line.
    static func forEachLine(of text: [UInt8], _ body: (Range<Int>) -> Void) {
        var start = 0
        while start < text.count {
            let end = text[start...].firstIndex(of: 0x0A) ?? text.count
            let hasReturn = end < text.count && end > start && text[end - 1] == 0x0D
            body(start..<(hasReturn ? end - 1 : end))
            start = end + 1
        }
    }

    /// Adds one line without its colours, with its tabs expanded.
    mutating func appendTabbed(_ line: ArraySlice<UInt8>, _ role: ThemeRole) {
        guard line.contains(where: { $0 == 0x09 || $0 == 0x1B }) else { return appendLine(line, role) }
        let line = line.withoutColors
        var filled: [UInt8] = []
        var column = 0
        for byte in line {
            let width = byte == 0x09 ? Self.tabWidth - column % Self.tabWidth : byte & 0xC0 == 0x80 ? 0 : 1
            column += width
            if byte == 0x09 {
                filled.append(contentsOf: repeatElement(0x20, count: width))
            } else {
                filled.append(byte)
            }
        }
        appendLine(filled, role)
    }
}
