/// Whether a query finds a job.
public enum SearchVerdict: Equatable, Sendable {
    case no
    case yes(SearchMatch)
    /// The deciding value could not be read, or was not decided in time.
    case unknown(Reason)

    /// The reason why it is not known.
    public enum Reason: Hashable, Sendable {
        /// A field that is too large to be read.
        case tooLarge(SearchField)
        /// A log of which only the newest lines were read.
        case longLog
        /// A regular expression that takes too long on a value.
        case tooCostly
    }

    var isMatch: Bool {
        switch self {
        case .yes: true
        case .no, .unknown: false
        }
    }
}

/// The piece of a job that a query found.
public struct SearchMatch: Equatable, Sendable {
    /// The maximum number of bytes of `text`.
    public static let limit = 160
    /// The number of bytes before the match that are kept as well.
    private static let lead = 40

    /// The place of the match: `failedReason`, `data.user.id`; empty where the query has no term that is found in a
    /// text.
    public var place: String
    /// The match with the text around it.
    public var text: [UInt8]
    /// The range of the match in `text`.
    public var range: Range<Int>
    /// The text that the piece ends: what is secret in the piece may be known only by what stands before it. Nil where
    /// nothing is to be hidden any more.
    private var source: ArraySlice<UInt8>?

    /// The match of a query that is not found in a text.
    static let none = SearchMatch(place: "", text: [], range: 0..<0)

    private init(place: String, text: [UInt8], range: Range<Int>, source: ArraySlice<UInt8>? = nil) {
        self.place = place
        self.text = text
        self.range = range
        self.source = source
    }

    init(_ place: String, in text: [UInt8], at range: Range<Int>) {
        var start = max(0, range.lowerBound - Self.lead)
        while start > 0, start < range.lowerBound, text[start] & 0xC0 == 0x80 { start += 1 }
        let piece = Array(text[start...].prefix(Self.limit + 4)).cut(to: Self.limit)
        let end = min(range.upperBound - start, piece.count)
        self.init(
            place: place, text: piece, range: min(range.lowerBound - start, end)..<end,
            source: text[..<(start + piece.count)])
    }

    /// The same match without the text that it is from: no more of it needs to be hidden.
    public var final: SearchMatch { SearchMatch(place: place, text: text, range: range) }

    /// Returns the match without what `hide` hides of the parts of the text that it is from: what stands before the piece, the
    /// piece before the match, the match, and the rest.
    func hiding(_ hide: ([ArraySlice<UInt8>]) -> [[UInt8]]) -> SearchMatch {
        let (source, piece) = (source ?? text[...], text[...])
        let parts = [source.dropLast(text.count), piece[..<range.lowerBound], piece[range], piece[range.upperBound...]]
        let shown = hide(parts).dropFirst()
        var match = final
        match.text = Array(shown.joined())
        guard let before = shown.first, shown.dropFirst().first.map({ $0[...] == piece[range] }) == true else {
            match.range = 0..<0
            return match
        }
        match.range = before.count..<(before.count + range.count)
        return match
    }
}
