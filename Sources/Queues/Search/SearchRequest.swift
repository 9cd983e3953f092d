/// What is to be searched.
public struct SearchRequest: Hashable, Sendable {
    /// The largest field that is read unless `readsLarge`, in bytes: 1 MiB.
    public static let sizeLimit = 1_024 * 1_024

    /// What is looked for.
    public var query: Query
    /// The queues; those that the query does not admit are left out.
    public var queues: [QueueID]
    /// The state of the jobs; nil for all that the query admits.
    public var state: JobState?
    /// Whether fields larger than `sizeLimit` are read.
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
    /// What was found of it.
    public var match: SearchMatch

    /// Creates a job that was found.
    public init(queue: QueueID, row: JobRow, match: SearchMatch) {
        self.queue = queue
        self.row = row
        self.match = match
    }
}

/// How far a search is.
public struct SearchProgress: Equatable, Sendable {
    /// Jobs that were looked at.
    public var looked = 0
    /// Jobs there were when it began.
    public var total = 0
    /// Jobs of which it is not known whether they are what is looked for: a field is too large to be read, or an
    /// expression takes too long.
    public var undecided = 0
    /// Ids that have no job.
    public var missingJobs = 0
    /// The keys that could not be read: what they hold was not looked at.
    public var unreadable = UnreadableKeys()

    /// Creates a number of jobs, and the total.
    public init(looked: Int = 0, total: Int = 0) {
        self.looked = looked
        self.total = total
    }
}

/// A search that goes on step by step. It belongs to the thread of its store.
public protocol JobSearch: AnyObject {
    /// How far it is.
    var progress: SearchProgress { get }

    /// Looks at some more jobs, by commands that take the server about 2 ms, and returns those that it has found, the newest
    /// first. nil behind the last job. `now` is our clock, in ms since 1970.
    func next(now: Milliseconds) throws(Trouble) -> [FoundJobMatch]?
}

/// Causes that are read step by step. It belongs to the thread of its store.
public protocol CauseReading: AnyObject {
    /// How far it is.
    var progress: SearchProgress { get }

    /// The causes so far.
    var report: CauseReport { get }

    /// Looks at some more failed jobs. Returns false where there are no more for now; jobs that fail later are taken in by
    /// a further call.
    func step() throws(Trouble) -> Bool
}

/// Searches the jobs of a store, by reading alone.
public protocol StoreSearcher: AnyObject {
    /// Begins a search.
    func search(_ request: SearchRequest) throws(Trouble) -> any JobSearch

    /// Begins to read the causes of the failed jobs of some queues: of each the newest `CauseReport.jobLimit`.
    func causes(of queues: [QueueID]) throws(Trouble) -> any CauseReading

    /// Compares the failed jobs of a cause, of all causes where it is nil, with completed jobs of the same names. Of each
    /// side at most `Comparison.sampleLimit` are read, the newest. `now` is our clock, in ms since 1970.
    func comparison(ofCause id: String?, in queues: [QueueID], now: Milliseconds) throws(Trouble) -> Comparison

    /// Returns those of some queues that have a job of this id, in the same order.
    func queues(among queues: [QueueID], having job: JobID) throws(Trouble) -> [QueueID]
}
