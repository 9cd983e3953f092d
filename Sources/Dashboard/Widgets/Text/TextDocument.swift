/// Lines of coloured text, as bytes: what is not visible is never decoded. All of it may be hostile.
struct TextDocument: Equatable, Sendable {
    /// The text of all lines, without their ends.
    private(set) var bytes: [UInt8] = []
    /// The lines, from the top.
    private(set) var lines: [Line] = []
    private(set) var spans: [Span] = []
    /// The indices of the lines at which a part of the text begins.
    private(set) var marks: [Int] = []
    private var lineStart = 0
    private var lineSpans = 0
    private var isPlain = true

    /// A line of the document.
    struct Line: Equatable, Sendable {
        /// The range in `bytes`.
        let range: Range<Int>
        /// The index of its first span.
        fileprivate let firstSpan: Int
        /// Whether the whole line is printable ASCII, so that each byte is one column.
        let isPlain: Bool
    }

    /// A text in one role.
    struct Span: Equatable, Sendable {
        /// The end in `bytes`; the beginning is the end of the span before.
        fileprivate(set) var end: Int
        let role: ThemeRole
    }

    /// Adds text to the last line, without ending the line.
    mutating func append(_ text: some Collection<UInt8>, _ role: ThemeRole) {
        guard !text.isEmpty else { return }
        let start = bytes.count
        bytes.append(contentsOf: text)
        if isPlain { isPlain = bytes[start...].allSatisfy(\.isPlainText) }
        if spans.count > lineSpans, let last = spans.last, last.role == role {
            spans[spans.count - 1].end = bytes.count
        } else {
            spans.append(Span(end: bytes.count, role: role))
        }
    }

    /// Marks the last line as the beginning of a part of the text.
    mutating func mark() { marks.append(lines.count) }

    /// Returns the index in `marks` of the part that a line belongs to; nil before the first one.
    func mark(at line: Int) -> Int? {
        var (low, high) = (0, marks.count)
        while low < high {
            let middle = (low + high) / 2
            if marks[middle] <= line { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }

    /// Ends the last line.
    mutating func endLine() {
        lines.append(Line(range: lineStart..<bytes.count, firstSpan: lineSpans, isPlain: isPlain))
        lineStart = bytes.count
        lineSpans = spans.count
        isPlain = true
    }

    /// Adds a line in one role.
    mutating func appendLine(_ text: some Collection<UInt8>, _ role: ThemeRole) {
        append(text, role)
        endLine()
    }

    /// Adds a line of our own words.
    mutating func appendLine(_ text: String, _ role: ThemeRole) { appendLine(text.utf8, role) }

    /// Returns the roles of the bytes in `range` of a line, as runs of one role.
    func runs(of line: Line, in range: Range<Int>) -> [(range: Range<Int>, role: ThemeRole)] {
        var runs: [(range: Range<Int>, role: ThemeRole)] = []
        var start = range.lowerBound
        var index = firstSpan(of: line, endingAfter: start)
        while start < range.upperBound, index < spans.count {
            let end = min(spans[index].end, range.upperBound)
            if end > start { runs.append((start..<end, spans[index].role)) }
            start = max(start, end)
            index += 1
        }
        return runs
    }

    /// Returns the index of the first span that ends after `offset`, by binary search: a long line has many spans, of
    /// which a row needs a few.
    private func firstSpan(of line: Line, endingAfter offset: Int) -> Int {
        var low = line.firstSpan
        var high = spans.count
        while low < high {
            let middle = (low + high) / 2
            if spans[middle].end > offset { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension UInt8 {
    /// Whether it is printable ASCII: one byte, one column, on every terminal.
    var isPlainText: Bool { 0x20 <= self && self <= 0x7E }
}
