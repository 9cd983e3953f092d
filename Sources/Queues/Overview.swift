/// Every queue under the prefixes.
public struct Overview: Equatable, Sendable {
    /// In the order of `QueueID`.
    public var queues: [QueueSummary]
    /// How far the search for queues has come.
    public var discovery: Discovery
    /// More of the queue of which more was wanted; nil where nothing was, and before it is read.
    public var insight: QueueInsight?

    /// Creates an overview of these queues.
    public init(queues: [QueueSummary], discovery: Discovery, insight: QueueInsight? = nil) {
        self.queues = queues
        self.discovery = discovery
        self.insight = insight
    }
}

/// How far the search for queues has come.
public struct Discovery: Equatable, Sendable {
    /// Keys looked at in the present round.
    public var scannedKeys: Int
    /// Keys of the database; nil while unknown.
    public var totalKeys: Int?
    /// Whether the whole keyspace was gone through at least once.
    public var isComplete: Bool

    /// Creates a search that has come this far.
    public init(scannedKeys: Int = 0, totalKeys: Int? = nil, isComplete: Bool = false) {
        self.scannedKeys = scannedKeys
        self.totalKeys = totalKeys
        self.isComplete = isComplete
    }
}
