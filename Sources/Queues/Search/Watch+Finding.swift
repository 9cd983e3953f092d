/// The causes that a screen shows.
public struct CausesRequest: Hashable, Sendable {
    /// The queue; nil for all queues.
    public var queue: QueueID?
    /// The fingerprint of the cause whose shared traits are wanted; nil for none.
    public var explained: String?

    /// Creates a request for the causes of a queue, or of all queues for nil.
    public init(queue: QueueID?, explained: String? = nil) {
        self.queue = queue
        self.explained = explained
    }
}

/// The causes, as far as they were read.
public struct CausesPart: Equatable, Sendable {
    /// The causes.
    public var report: CauseReport
    /// Whether all failed jobs within the limits were looked at.
    public var isComplete: Bool
    /// The shared traits of the explained cause; nil while they are not known.
    public var explanation: Explanation?

    /// The shared traits of the jobs of a cause.
    public struct Explanation: Equatable, Sendable {
        /// Its fingerprint.
        public var cause: String
        /// The comparison with completed jobs.
        public var comparison: Comparison
        /// The number of its failed jobs when they were compared.
        public var count: Int
        /// When they were compared, in ms since 1970.
        public var comparedAt: Milliseconds

        /// Creates the explanation of a cause.
        public init(cause: String, comparison: Comparison, count: Int, comparedAt: Milliseconds) {
            self.cause = cause
            self.comparison = comparison
            self.count = count
            self.comparedAt = comparedAt
        }
    }

    /// Creates the answer to a request for causes.
    public init(report: CauseReport, isComplete: Bool, explanation: Explanation? = nil) {
        self.report = report
        self.isComplete = isComplete
        self.explanation = explanation
    }
}

/// The search that a screen shows.
public struct SearchWatch: Hashable, Sendable {
    /// The maximum number of jobs that are found.
    public static let foundLimit = 10_000

    /// The query.
    public var query: Query
    /// The queue; nil for all queues.
    public var queue: QueueID?
    /// The state; nil for all that the query admits.
    public var state: JobState?
    /// The number of times that it was begun: a search that is begun again is another one.
    public var attempt = 1
    /// The number of found jobs that the screen has taken.
    public var known = 0
    /// Whether the search is stopped: found jobs stay, and nothing is read.
    public var isStopped = false

    /// Creates a search in a queue, or in all of them.
    public init(_ query: Query, queue: QueueID?, state: JobState? = nil) {
        self.query = query
        self.queue = queue
        self.state = state
    }

    /// The search without its progress, for comparing.
    public var identity: SearchWatch {
        var watch = self
        watch.known = 0
        watch.isStopped = false
        return watch
    }
}

/// The jobs that a search has found after those that the screen has taken.
public struct SearchPart: Equatable, Sendable {
    /// The number of jobs that were found before these.
    public var offset: Int
    /// The jobs, in the order in which they were found: about the newest first.
    public var found: [FoundJobMatch]
    /// The progress of the search.
    public var progress: SearchProgress
    /// Whether the search has ended and every found job was reported.
    public var isComplete: Bool

    /// Creates a part of the results.
    public init(offset: Int, found: [FoundJobMatch], progress: SearchProgress, isComplete: Bool) {
        self.offset = offset
        self.found = found
        self.progress = progress
        self.isComplete = isComplete
    }
}
