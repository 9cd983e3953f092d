/// What is looked for in all lines of a job's log.
public struct LogSearch: Hashable, Sendable {
    /// The most lines that are kept of those that were found.
    public static let limit = 10_000
    /// The most bytes that are kept of a line.
    public static let lineLimit = 1_024
    /// The most bytes that all lines together may take.
    public static let bytesLimit = 2 * 1_024 * 1_024

    /// The text; in any case unless it is typed with capitals.
    public var text: String
    /// Lines that the screen has taken.
    public var known = 0
    /// Whether it rests: nothing more is read.
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

/// What a search in a log has come to.
public struct LogSearchPart: Equatable, Sendable {
    /// Lines that were found before these.
    public var offset: Int
    /// Further lines, the oldest first.
    public var found: [FoundLine]
    /// Lines that were looked at, from the oldest on, and all lines of the log.
    public var (looked, total): (Int, Int)
    /// Whether as many were found as are kept: the lines behind `looked` were not looked at.
    public var isFull: Bool
    /// Whether there is nothing more to be read now.
    public var isComplete: Bool

    /// Creates a part.
    public init(
        offset: Int = 0, found: [FoundLine], looked: Int, total: Int, isFull: Bool = false, isComplete: Bool = true
    ) {
        (self.offset, self.found, self.looked, self.total) = (offset, found, looked, total)
        (self.isFull, self.isComplete) = (isFull, isComplete)
    }
}
