internal import CPcre2

/// A regular expression of PCRE2 whose work on one text is bounded, so that it cannot hang.
final class RegularExpression: Sendable {
    /// The maximum number of steps that PCRE2 takes on one text, about 20 ms.
    private static let steps: UInt64 = 1_000_000

    /// The text between its slashes.
    let pattern: String
    let ignoresCase: Bool
    // Compiled once and never changed, so threads may share it.
    private nonisolated(unsafe) let compiled: OpaquePointer

    /// The offset in bytes at which a pattern is wrong, and the reason.
    struct Failure: Error {
        let offset: Int
        let reason: String
    }

    /// The result of a match.
    enum Result: Equatable {
        case found(Range<Int>)
        case none
        /// The bound was reached before the result was known.
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

    /// Returns the first match in a text, if there is one.
    func match(_ text: [UInt8]) -> Result {
        var (start, end) = (0, 0)
        switch cp_match(compiled, text, text.count, Self.steps, &start, &end) {
        case CP_FOUND: return .found(min(start, text.count)..<min(end, text.count))
        case CP_NONE: return .none
        default: return .tooCostly
        }
    }
}
