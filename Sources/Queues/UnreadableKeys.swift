/// The keys that a long reading of several queues could not read. What it says of the rest is then no more than a part.
public struct UnreadableKeys: Equatable, Sendable {
    /// The most keys that are kept.
    public static let limit = 100

    /// A key of a queue.
    public struct Entry: Hashable, Sendable {
        /// The queue.
        public var queue: QueueID
        /// Its key, and why it could not be read.
        public var part: Unreadable
    }

    /// The keys, each once, in the order in which they were met.
    public private(set) var entries: [Entry] = []
    /// How many there were, those included that were not kept.
    public private(set) var count = 0

    /// None.
    public init() {}

    /// Whether all could be read.
    public var isEmpty: Bool { count == 0 }

    /// Notes a key of a queue, once.
    public mutating func note(_ part: Unreadable, of queue: QueueID) {
        let entry = Entry(queue: queue, part: part)
        guard !entries.contains(entry) else { return }
        count += 1
        if entries.count < Self.limit { entries.append(entry) }
    }
}

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
