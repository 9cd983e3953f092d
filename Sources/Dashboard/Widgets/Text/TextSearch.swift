/// What was searched for in a document, and where it was found. Case counts only where the query has a capital.
struct TextSearch: Equatable, Sendable {
    /// The most matches that are kept.
    static let limit = 10_000

    /// What was typed; not empty.
    let query: String
    /// In the document's order, without overlaps.
    private(set) var matches: [Match] = []
    /// The match that the cursor is on; nil without any.
    var current: Int?
    /// Where the search began while it is being typed; nil once it was moved on.
    var anchor: TextPosition?
    /// Whether the last step went past the end, and on from the other one.
    var hasWrapped = false

    /// A place where it was found.
    struct Match: Equatable, Sendable {
        /// The line, from 0.
        let line: Int
        /// Bytes within the line.
        let range: Range<Int>

        var position: TextPosition { TextPosition(line: line, offset: range.lowerBound) }
    }

    /// Searches `document`.
    init(_ query: String, in document: TextDocument) {
        self.query = query
        look(in: document)
    }

    /// Searches again, in a new document; the current match is then the first one from where it was.
    mutating func look(in document: TextDocument) {
        let earlier = current.map { matches[$0].position }
        let needle = TextSearch.Needle(query)
        matches = []
        for (number, line) in document.lines.enumerated() where matches.count < Self.limit {
            let found = needle.ranges(in: document.bytes[line.range], limit: Self.limit - matches.count)
            matches += found.map { Match(line: number, range: $0) }
        }
        current = earlier.flatMap { place in firstMatch(from: place) ?? (matches.isEmpty ? nil : matches.count - 1) }
    }

    /// Returns the first match at `position` or after it.
    func firstMatch(from position: TextPosition) -> Int? {
        var low = 0
        var high = matches.count
        while low < high {
            let middle = (low + high) / 2
            if matches[middle].position < position { low = middle + 1 } else { high = middle }
        }
        return low < matches.count ? low : nil
    }

    /// Returns the matches that touch these bytes of a line.
    func matches(in range: Range<Int>, of line: Int) -> ArraySlice<Match> {
        let length = query.utf8.count
        let place = TextPosition(line: line, offset: max(0, range.lowerBound - length))
        let start = firstMatch(from: place) ?? matches.count
        return matches[start...].prefix { $0.line == line && $0.range.lowerBound < range.upperBound }
    }
}
