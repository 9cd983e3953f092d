/// A search in a document, and its matches. Case counts only where the query has a capital.
struct TextSearch: Equatable, Sendable {
    /// The maximum number of matches.
    static let limit = 10_000

    /// The typed text; not empty.
    let query: String
    /// The matches in the order of the document, without overlaps.
    private(set) var matches: [Match] = []
    /// The index of the match under the cursor; nil without one.
    var current: Int?
    /// The beginning of the search while it is typed; nil once it was moved on.
    var anchor: TextPosition?
    /// Whether the last step went around an end.
    var hasWrapped = false

    /// A place where the text was found.
    struct Match: Equatable, Sendable {
        /// The index of the line.
        let line: Int
        /// The bytes within the line.
        let range: Range<Int>

        var position: TextPosition { TextPosition(line: line, offset: range.lowerBound) }
    }

    /// Searches `document`.
    init(_ query: String, in document: TextDocument) {
        self.query = query
        look(in: document)
    }

    /// Searches again in a new document; the current match is then the first one from its former place on.
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

    /// Returns the first match at or after `position`.
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
