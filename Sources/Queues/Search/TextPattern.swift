/// The text that a word or a phrase of a query looks for: pieces in order, with anything between them.
struct TextPattern: Equatable, Sendable {
    private let text: String
    private let hasWildcards: Bool
    private let pieces: [Needle]
    /// Whether case is ignored.
    let ignoresCase: Bool
    /// Whether the whole text must fit, not only a part of it.
    let isWhole: Bool
    private let isOpenAtStart: Bool
    private let isOpenAtEnd: Bool

    /// Creates a pattern.
    ///
    /// - Parameters:
    ///   - text: What is looked for; in any case unless it has capitals.
    ///   - hasWildcards: Whether `*` stands for any text.
    init(_ text: String, isWhole: Bool, hasWildcards: Bool) {
        let isCaseless = text.lowercased() == text
        self.text = text
        ignoresCase = isCaseless
        self.hasWildcards = hasWildcards
        let parts = hasWildcards ? text.split(separator: "*", omittingEmptySubsequences: false) : [text[...]]
        pieces = parts.filter { !$0.isEmpty }.map { Needle(String($0), ignoresCase: isCaseless) }
        self.isWhole = isWhole
        isOpenAtStart = !isWhole || parts.first?.isEmpty == true && parts.count > 1
        isOpenAtEnd = !isWhole || parts.last?.isEmpty == true && parts.count > 1
    }

    /// The pieces that a text must contain, in lower case where case is ignored.
    var texts: [[UInt8]] { pieces.map(\.bytes) }

    /// The same pattern for a whole text.
    var anchored: TextPattern { isWhole ? self : TextPattern(text, isWhole: true, hasWildcards: hasWildcards) }

    /// Returns the range of the first match; nil without one.
    func range(in text: [UInt8]) -> Range<Int>? {
        guard let last = pieces.last else { return isOpenAtStart || text.isEmpty ? 0..<text.count : nil }
        var (start, end): (Int?, Int) = (nil, 0)
        for (index, piece) in pieces.enumerated() {
            guard let range = piece.range(in: text, from: end), index > 0 || isOpenAtStart || range.lowerBound == 0
            else {
                return nil
            }
            start = start ?? range.lowerBound
            end = range.upperBound
        }
        guard !isOpenAtEnd, end < text.count else { return (start ?? 0)..<end }
        // The text must end with the last piece, so it may have to be found again, further behind.
        let tail = text.count - last.count
        guard pieces.count > 1 || isOpenAtStart, tail >= end - last.count,
            last.range(in: text, from: tail)?.lowerBound == tail
        else { return nil }
        return (start ?? 0)..<text.count
    }
}
