/// A search in all lines of a job's log.
public struct LogSearch: Hashable, Sendable {
    /// The maximum number of found lines that are kept.
    public static let limit = 10_000
    /// The maximum number of bytes of a line that are kept.
    public static let lineLimit = 1_024
    /// The maximum number of bytes of all lines together.
    public static let bytesLimit = 2 * 1_024 * 1_024

    /// The text; in any case unless it has capitals.
    public var text: String
    /// The number of found lines that the screen has taken.
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
    /// The number of lines that were found before these.
    public var offset: Int
    /// Further lines, the oldest first.
    public var found: [FoundLine]
    /// The number of lines that were looked at, from the oldest on, and of all lines of the log.
    public var (looked, total): (Int, Int)
    /// Whether the maximum number of lines was found: the lines behind `looked` were not looked at.
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
