/// The keys that a long reading of several queues could not read. Counts of such a reading are a minimum.
public struct UnreadableKeys: Equatable, Sendable {
    /// The maximum number of keys that are kept.
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
    /// The number of keys, those included that were not kept.
    public private(set) var count = 0

    /// Creates an empty list.
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

/// The leftovers of a queue, found by a search of all its keys.
public struct Leftovers: Equatable, Sendable {
    /// The number of unlisted jobs; nil where they cannot be distinguished from other keys.
    public var unlisted: Int?
    /// The first of them, in no order.
    public var jobs: [JobRow] = []
    /// The reason why they cannot be distinguished from other keys.
    public var refusal: Refusal?
    /// The number of deduplication keys that never expire though the owning job is gone: they keep jobs from being
    /// added.
    public var dangling = 0
    /// The first of their ids.
    public var deduplicationIDs: [[UInt8]] = []
    /// The keys that could not be read.
    public var unreadable = UnreadableKeys()

    /// Creates an empty report.
    public init() {}
}
