/// Causes that are on the screen.
public struct CausesRequest: Hashable, Sendable {
    /// The queue; nil for all queues.
    public var queue: QueueID?
    /// The fingerprint of the cause of which is to be found out what its jobs share; nil for none.
    public var explained: String?

    /// Creates the causes of a queue's failed jobs, or of those of all queues.
    public init(queue: QueueID?, explained: String? = nil) {
        self.queue = queue
        self.explained = explained
    }
}

/// The causes as far as they were read.
public struct CausesPart: Equatable, Sendable {
    /// The causes.
    public var report: CauseReport
    /// Whether all failed jobs were looked at that are looked at.
    public var isComplete: Bool
    /// What the jobs of the explained cause share; nil while that is not known.
    public var explanation: Explanation?

    /// What the jobs of a cause share.
    public struct Explanation: Equatable, Sendable {
        /// Its fingerprint.
        public var cause: String
        /// What they share.
        public var comparison: Comparison

        /// What the jobs of this cause share.
        public init(cause: String, comparison: Comparison) {
            self.cause = cause
            self.comparison = comparison
        }
    }

    /// Causes.
    public init(report: CauseReport, isComplete: Bool, explanation: Explanation? = nil) {
        self.report = report
        self.isComplete = isComplete
        self.explanation = explanation
    }
}

/// A search that is on the screen.
public struct SearchWatch: Hashable, Sendable {
    /// The most jobs that are found.
    public static let foundLimit = 10_000

    /// What is looked for.
    public var query: Query
    /// The queue; nil for all queues.
    public var queue: QueueID?
    /// The state; nil for all that the query admits.
    public var state: JobState?
    /// How often it was begun: a search that is begun again is another one.
    public var attempt = 1
    /// Jobs that the screen has already.
    public var known = 0
    /// Whether it rests: what was found stays, and nothing is read.
    public var isStopped = false

    /// Creates a search in a queue, or in all of them.
    public init(_ query: Query, queue: QueueID?, state: JobState? = nil) {
        self.query = query
        self.queue = queue
        self.state = state
    }

    /// The search, however far it is.
    public var identity: SearchWatch {
        var watch = self
        watch.known = 0
        watch.isStopped = false
        return watch
    }
}

/// What a search has found since the screen knew of it.
public struct SearchPart: Equatable, Sendable {
    /// Jobs that were found before these.
    public var offset: Int
    /// The jobs, in the order in which they were found: about the newest first.
    public var found: [FoundJobMatch]
    /// How far the search is.
    public var progress: SearchProgress
    /// Whether it has come to its end and all that it found was reported.
    public var isComplete: Bool

    /// Creates a part of what was found.
    public init(offset: Int, found: [FoundJobMatch], progress: SearchProgress, isComplete: Bool) {
        self.offset = offset
        self.found = found
        self.progress = progress
        self.isComplete = isComplete
    }
}
