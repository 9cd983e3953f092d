/// What is left over in a queue, and found by going through all of its keys.
public struct Leftovers: Equatable, Sendable {
    /// How many unlisted jobs there are; nil where they cannot be told from others.
    public var unlisted: Int?
    /// The first of them, in no order.
    public var jobs: [JobRow] = []
    /// Why they cannot be told.
    public var refusal: Refusal?
    /// How many deduplication keys never expire though the job that owns them is gone: they keep jobs from being added.
    public var dangling = 0
    /// The first of their ids.
    public var deduplicationIDs: [[UInt8]] = []
    /// The keys that could not be read.
    public var unreadable = UnreadableKeys()

    /// Nothing.
    public init() {}
}
