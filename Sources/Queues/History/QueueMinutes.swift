/// The place that a number of finished jobs comes from.
public enum CountSource: String, CaseIterable, Hashable, Sendable {
    /// Workers record it: BullMQ's own metrics, which also count jobs that are not kept.
    case recorded
    /// The finish times of the jobs that are still kept.
    case kept
    /// What was seen since the start.
    case seen
}

/// The finished jobs of one queue by the minute.
public struct QueueMinutes: Equatable, Sendable {
    /// The number of minutes, the one that is not over included.
    public static let count = 16
    /// The memory that they take in a dictionary, with their key, in bytes.
    static let size = 2 * count * MemoryLayout<Int?>.stride + 400

    /// The queue.
    public let queue: QueueID
    /// The jobs that failed.
    public var failed: MinuteCounts
    /// The jobs that completed.
    public var completed: MinuteCounts

    /// Creates the minutes of a queue.
    public init(queue: QueueID, failed: MinuteCounts, completed: MinuteCounts) {
        (self.queue, self.failed, self.completed) = (queue, failed, completed)
    }
}

/// Numbers of jobs by the minute, on the server's clock.
public struct MinuteCounts: Equatable, Sendable {
    /// The number of the last minute since 1970, which is not over.
    public var last: Int64
    /// The number of jobs in each minute, the oldest first; nil where it is not known.
    public var counts: [Int?]
    /// The place that they come from.
    public var source: CountSource
    /// The reason for gaps; nil where there is no other than that nothing is kept of those minutes.
    public var trouble: Trouble?

    /// Creates counts up to a minute.
    public init(last: Int64, counts: [Int?], source: CountSource, trouble: Trouble? = nil) {
        (self.last, self.counts, self.source, self.trouble) = (last, counts, source, trouble)
    }

    /// Returns the sum of several counts of the same minutes, nil where one of them is a gap. The source is the weakest one.
    public static func sum(_ all: [MinuteCounts]) -> MinuteCounts? {
        guard var sum = all.first else { return nil }
        for other in all.dropFirst() {
            guard other.last == sum.last, other.counts.count == sum.counts.count else { return nil }
            for (index, count) in other.counts.enumerated() {
                sum.counts[index] = sum.counts[index].flatMap { own in count.map { own.plus($0) } }
            }
            if sum.source == .recorded { sum.source = other.source }
            sum.trouble = sum.trouble ?? other.trouble
        }
        return sum
    }
}
