internal import CPcre2

/// A regular expression of PCRE2 that cannot hang: the work on one text is bounded.
final class RegularExpression: Sendable {
    /// The most items of the expression that are tried on one text, about 20 ms.
    private static let steps: UInt64 = 1_000_000

    /// How it is written between its slashes.
    let pattern: String
    let ignoresCase: Bool
    // Compiled once and never changed, so that threads may share it.
    private nonisolated(unsafe) let compiled: OpaquePointer

    /// Where a pattern is wrong, in bytes, and why.
    struct Failure: Error {
        let offset: Int
        let reason: String
    }

    /// What became of a text.
    enum Result: Equatable {
        case found(Range<Int>)
        case none
        /// The bound was reached before it was known.
        case tooCostly
    }

    init(_ pattern: String, ignoresCase: Bool) throws(Failure) {
        self.pattern = pattern
        self.ignoresCase = ignoresCase
        var offset = 0
        var words = [CChar](repeating: 0, count: 256)
        let bytes = Array(pattern.utf8)
        let compiled = cp_compile(bytes, bytes.count, ignoresCase ? 1 : 0, &offset, &words, words.count)
        guard let compiled else {
            let text = String(decoding: words.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            throw Failure(offset: offset, reason: text.isEmpty ? "it needs too much memory" : text)
        }
        self.compiled = compiled
    }

    deinit { cp_free(compiled) }

    /// Looks for the first place that matches.
    func match(_ text: [UInt8]) -> Result {
        var (start, end) = (0, 0)
        switch cp_match(compiled, text, text.count, Self.steps, &start, &end) {
        case CP_FOUND: return .found(min(start, text.count)..<min(end, text.count))
        case CP_NONE: return .none
        default: return .tooCostly
        }
    }
}
