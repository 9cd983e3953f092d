/// A search in all lines of a job's log.
public struct LogSearch: Hashable, Sendable {
    /// The maximum number of found lines that are kept: the newest ones.
    public static let limit = 10_000
    /// The maximum number of bytes of a line that are kept.
    public static let lineLimit = 1_024
    /// The maximum number of bytes of all lines together.
    public static let bytesLimit = 2 * 1_024 * 1_024

    /// The text; in any case unless it has capitals.
    public var text: String
    /// The number of found lines that the screen has taken, those that are not kept included.
    public var known = 0
    /// Whether the search is stopped: nothing more is read.
    public var isStopped = false

    /// Creates a search for a text that is not empty.
    public init(_ text: String) { self.text = text }
}

/// A line of a log that was found.
public struct FoundLine: Equatable, Sendable {
    /// Its place in the log, from the oldest line on, from 0.
    public var index: Int
    /// Its text without colours, cut to `LogSearch.lineLimit` bytes.
    public var text: [UInt8]

    /// Creates a line.
    public init(index: Int, text: [UInt8]) { (self.index, self.text) = (index, text) }
}

/// The answer to a `LogSearch`.
public struct LogSearchPart: Equatable, Sendable {
    /// The number of lines that were found before these; 0 where the search began anew, so that all others are forgotten.
    public var offset: Int
    /// Further lines, the oldest first.
    public var found: [FoundLine]
    /// The number of found lines, the oldest ones, that are not kept (any more).
    public var dropped = 0
    /// The number of lines that were removed from the beginning of the log since the search began. The places of found lines are
    /// counted without them.
    public var trimmed = 0
    /// The number of lines that were looked at, from the oldest on, and of all lines of the log.
    public var (looked, total): (Int, Int)
    /// Whether more than the maximum number of lines was found, so that older ones of the log are not kept.
    public var isFull: Bool
    /// Whether nothing more can be read now.
    public var isComplete: Bool

    /// Creates a part.
    public init(
        offset: Int = 0, found: [FoundLine], looked: Int, total: Int, isFull: Bool = false, isComplete: Bool = true
    ) {
        (self.offset, self.found, self.looked, self.total) = (offset, found, looked, total)
        (self.isFull, self.isComplete) = (isFull, isComplete)
    }
}

/// The found lines that were told in parts.
public struct LogFindings: Equatable, Sendable {
    /// The newest found lines, the oldest of them first.
    public private(set) var lines: [FoundLine] = []
    /// The number of older found lines, which are not kept.
    private var dropped = 0
    /// The number of lines that were removed from the beginning of the log.
    private var trimmed = 0

    /// Creates the findings of a search that begins.
    public init() {}

    /// The number of all found lines, those that are not kept included.
    public var count: Int { dropped + lines.count }

    /// Takes further lines, and forgets those that are not kept or no longer in the log. Returns the number of lines that were
    /// removed from the log's beginning since the last part; nil where the part is not one of these findings.
    public mutating func take(_ part: LogSearchPart) -> Int? {
        guard part.offset <= count || part.offset == part.dropped else { return nil }
        let removed = part.offset == 0 ? 0 : max(0, part.trimmed - trimmed)
        if part.offset == 0 || part.offset > count {
            (lines, dropped) = ([], part.dropped)
        } else {
            for index in lines.indices { lines[index].index -= removed }
            dropOldest(lines.prefix { $0.index < 0 }.count)
            lines.removeLast(max(0, min(lines.count, count - part.offset)))
        }
        trimmed = part.trimmed
        lines += part.found
        dropOldest(part.dropped - dropped)
        return removed
    }

    private mutating func dropOldest(_ wanted: Int) {
        let count = max(0, min(wanted, lines.count))
        lines.removeFirst(count)
        dropped += count
    }
}
