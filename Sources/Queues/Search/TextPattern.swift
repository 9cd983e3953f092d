/// What a word or a phrase of a query looks for: pieces in order, with anything between them.
struct TextPattern: Equatable, Sendable {
    private let text: String
    private let hasWildcards: Bool
    private let pieces: [Needle]
    /// Whether it is found in any case.
    let ignoresCase: Bool
    /// Whether all of the text must fit, not only a part of it.
    let isWhole: Bool
    private let isOpenAtStart: Bool
    private let isOpenAtEnd: Bool

    /// Creates a pattern.
    ///
    /// - Parameters:
    ///   - text: What is looked for; in any case unless it is typed with capitals.
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

    /// What must be in a text in which it is found, in lower case where case is ignored.
    var texts: [[UInt8]] { pieces.map(\.bytes) }

    /// The same, but all of the text must fit.
    var anchored: TextPattern { isWhole ? self : TextPattern(text, isWhole: true, hasWildcards: hasWildcards) }

    /// Returns where it is found.
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
        // The last piece is found further behind, where the text goes on.
        let tail = text.count - last.count
        guard pieces.count > 1 || isOpenAtStart, tail >= end - last.count,
            last.range(in: text, from: tail)?.lowerBound == tail
        else { return nil }
        return (start ?? 0)..<text.count
    }
}
