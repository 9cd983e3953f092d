/// The query, the queues and the state of a search.
public struct SearchRequest: Hashable, Sendable {
    /// The maximum length of a field that is read unless `readsLarge` is set, in bytes: 1 MiB.
    public static let sizeLimit = 1_024 * 1_024

    /// The query.
    public var query: Query
    /// The queues; those that the query does not admit are left out.
    public var queues: [QueueID]
    /// The state of the jobs; nil for all that the query admits.
    public var state: JobState?
    /// Whether fields larger than `sizeLimit` are read, and of logs more than the newest 1,000 lines.
    public var readsLarge = false

    /// Creates a search in some queues.
    public init(_ query: Query, in queues: [QueueID], state: JobState? = nil) {
        self.query = query
        self.queues = queues
        self.state = state
    }

    /// The states that are searched.
    public var states: [JobState] {
        JobState.allCases.filter { query.states.contains($0) && (state ?? $0) == $0 }
    }
}

/// A job that a search has found.
public struct FoundJobMatch: Equatable, Sendable {
    /// Its queue.
    public var queue: QueueID
    /// Its small fields.
    public var row: JobRow
    /// The piece of the job that was found.
    public var match: SearchMatch

    /// Creates a job that was found.
    public init(queue: QueueID, row: JobRow, match: SearchMatch) {
        self.queue = queue
        self.row = row
        self.match = match
    }
}

/// The progress of a search.
public struct SearchProgress: Equatable, Sendable {
    /// The number of jobs that were looked at.
    public var looked = 0
    /// The number of jobs when the search began.
    public var total = 0
    /// The jobs for which the search has no answer.
    public var undecided = UndecidedJobs()
    /// The number of ids without a job hash.
    public var missingJobs = 0
    /// The keys that could not be read: what they hold was not looked at.
    public var unreadable = UnreadableKeys()

    /// Creates a number of jobs, and the total.
    public init(looked: Int = 0, total: Int = 0) {
        self.looked = looked
        self.total = total
    }
}

/// A search that is made step by step. It belongs to the thread of its store.
public protocol JobSearch: AnyObject {
    /// The progress of the search.
    var progress: SearchProgress { get }

    /// Looks at some more jobs and returns those that match, the newest first; nil after the last job. A step takes the
    /// server about 2 ms. `now` is our clock, in ms since 1970.
    func next(now: Milliseconds) throws(Trouble) -> [FoundJobMatch]?
}

/// The causes of failed jobs, read step by step. A reading belongs to the thread of its store.
public protocol CauseReading: AnyObject {
    /// The progress of the reading.
    var progress: SearchProgress { get }

    /// The causes so far.
    var report: CauseReport { get }

    /// Looks at some more failed jobs. Returns false where no more can be read now; a later call takes in jobs that
    /// fail until then.
    func step() throws(Trouble) -> Bool
}

/// Searches the jobs of a store, by reading alone.
public protocol StoreSearcher: AnyObject {
    /// Begins a search.
    func search(_ request: SearchRequest) throws(Trouble) -> any JobSearch

    /// Begins to read the causes of the failed jobs of some queues, of each the newest `CauseReport.jobLimit`.
    func causes(of queues: [QueueID]) throws(Trouble) -> any CauseReading

    /// Compares the failed jobs of a cause, or of all causes for nil, with completed jobs of the same names. Reads at
    /// most `Comparison.sampleLimit` of each side: of the failed ones the newest until `last`, in ms since 1970, when the
    /// cause was last seen: newer ones of other causes, perhaps many, need not be looked at.
    func comparison(ofCause id: String?, in queues: [QueueID], until last: Milliseconds?) throws(Trouble) -> Comparison

    /// Returns those of some queues that have a job of this id, in the same order.
    func queues(among queues: [QueueID], having job: JobID) throws(Trouble) -> [QueueID]
}
