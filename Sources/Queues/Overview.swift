/// Every queue under the prefixes.
public struct Overview: Equatable, Sendable {
    /// The queues, in the order of `QueueID`.
    public var queues: [QueueSummary]
    /// The progress of the search for queues.
    public var discovery: Discovery
    /// The causes and workers of the queue that the request asks about; nil without such a request, and before they are
    /// read.
    public var insight: QueueInsight?
    /// The finished jobs by the minute of the queues that the request asks about.
    public var minutes: [QueueMinutes]

    /// Creates an overview of these queues.
    public init(
        queues: [QueueSummary], discovery: Discovery, insight: QueueInsight? = nil, minutes: [QueueMinutes] = []
    ) {
        self.queues = queues
        self.discovery = discovery
        self.insight = insight
        self.minutes = minutes
    }
}

/// The progress of the search for queues.
public struct Discovery: Equatable, Sendable {
    /// The number of keys that were looked at in the present round.
    public var scannedKeys: Int
    /// The number of keys of the database; nil while it is unknown.
    public var totalKeys: Int?
    /// Whether the whole keyspace was searched at least once.
    public var isComplete: Bool

    /// Creates a search that has come this far.
    public init(scannedKeys: Int = 0, totalKeys: Int? = nil, isComplete: Bool = false) {
        self.scannedKeys = scannedKeys
        self.totalKeys = totalKeys
        self.isComplete = isComplete
    }
}
