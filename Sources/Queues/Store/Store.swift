/// A place that holds queues and can be read and changed: a Redis, or a recording of one. It belongs to one thread.
public typealias Store = StoreReader & StoreChanger & StoreSearcher

/// Changes what a store holds.
public protocol StoreChanger: AnyObject {
    /// Performs an operation, which checks its preconditions itself. `now` is our clock, in ms since 1970. `budget`
    /// bounds what is returned of removed jobs, so that they can be restored.
    ///
    /// Where an operation takes many steps, `report` is called after each of them with the progress, and ends the
    /// operation by returning false.
    func perform(
        _ operation: Operation, now: Milliseconds, keeping budget: UndoBudget, report: @escaping (Progress) -> Bool
    ) -> Outcome

    /// Finds out what an operation would do, without changing anything. Where several are rehearsed one after the
    /// other, each counts those before as done. `now` is our clock, in ms since 1970.
    func rehearse(_ operation: Operation, now: Milliseconds) -> Rehearsal
}

/// Reads queues and their jobs. Every method that throws a `Trouble` can be called again once the store is connected.
/// `now` is our clock, in ms since 1970.
public protocol StoreReader: AnyObject {
    /// Whether the store is connected, as far as is known.
    var isConnected: Bool { get }

    /// The known facts about the server.
    var status: ServerStatus { get }

    /// Connects, or connects again after a failure.
    func connect() throws(Trouble)

    /// Whether another server may take over from the one that is read, as Sentinels arrange it.
    var isWatched: Bool { get }

    /// A descriptor for poll(2) that is readable when `hasMoved()` may have become true; nil where nothing reports that.
    var announcement: Int32? { get }

    /// Returns whether another server has taken over, so that it should be read at once. Does not wait for a server.
    func hasMoved() -> Bool

    /// Does one bounded step of the search for queues. Returns whether another step may follow at once.
    func discover(now: Milliseconds) throws(Trouble) -> Bool

    /// Reads what a screen shows. The overview lists the queues that `discover` has found so far.
    func answer(_ watch: Watch, now: Milliseconds) throws(Trouble) -> Answer

    /// Lets the first answer to a watch be only its beginning, where the server is far away: `Answer.isBeginning`.
    func allowBeginnings()

    /// Lets an answer under way end early where something else is wanted by then: it leaves out what takes more round trips,
    /// and is a beginning. `isWanted` is called on the store's thread.
    func yield(when isWanted: @escaping () -> Bool)

    /// Finds out what a question says, or what an editor shows.
    func find(_ inquiry: Inquiry, now: Milliseconds) -> Finding

    /// Returns those of some queues that exist, in the same order, without a search.
    func existing(among queues: [QueueID]) throws(Trouble) -> [QueueID]

    /// Reads the counts of some queues, and what else the overview shows of them.
    func summaries(of queues: [QueueID], now: Milliseconds) throws(Trouble) -> [QueueSummary]

    /// Reads how long the jobs of some queues waited and ran that finished last. A queue of which that is not known is missing.
    func finishedTimes(of queues: [QueueID], now: Milliseconds) throws(Trouble) -> [QueueID: FinishedTimes]

    /// Reads the workers of some queues, and the active jobs that they hold, at most `WorkerReport.jobLimit`. Workers
    /// whose names lack a prefix are known only for these queues. `now` is our clock, in ms since 1970.
    func workers(of queues: [QueueID], now: Milliseconds) throws(Trouble) -> WorkerReport

    /// Reads jobs, of one or several queues, with every field that is not too large to be held, and the lengths of the others.
    /// Vanished jobs are left out.
    func storedJobs(_ rows: [(queue: QueueID, row: JobRow)]) throws(Trouble) -> [StoredJob]

    /// Reads a value of a job, of any size, and calls `take` with its pieces in order until it returns false. Returns
    /// whether the value exists.
    func stream(
        _ value: StoredValue, of job: JobID, in queue: QueueID, to take: (ArraySlice<UInt8>) -> Bool
    ) throws(Trouble) -> Bool

    /// Reads whole lines of a job's log, counted from the oldest, or from the newest where `first` is negative. An
    /// empty answer before the end means that the first line is too large to be held. Returns nil where the job does
    /// not exist.
    func logLines(of job: JobID, in queue: QueueID, from first: Int, count: Int) throws(Trouble) -> LogExcerpt?

    /// Reads the flow of a job: its parents upwards, and at most `limit` of its children downwards. Returns nil where
    /// the job does not exist.
    func flow(of job: JobID, in queue: QueueID, limit: Int) throws(Trouble) -> Flow?

    /// Returns the newest `count` events of a queue, the oldest of them first; none where the queue keeps no events.
    func newestEvents(of queue: QueueID, count: Int) throws(Trouble) -> [QueueEvent]

    /// Returns the number of events that a queue keeps.
    func eventCount(of queue: QueueID) throws(Trouble) -> Int

    /// Follows the events of a queue that come after `last`; all of them where it is nil.
    func tail(of queue: QueueID, after last: QueueEvent?) throws(Trouble) -> any EventStream

    /// Finds what is left over in a queue, at most `limit` items of each kind, by a search of the whole keyspace.
    func leftovers(of queue: QueueID, limit: Int, now: Milliseconds) throws(Trouble) -> Leftovers
}

extension StoreReader {
    /// Does nothing: each answer is whole.
    public func allowBeginnings() {}

    /// Does nothing: each answer is given at once.
    public func yield(when isWanted: @escaping () -> Bool) {}
}

/// The events of one queue as they come. It belongs to one thread.
public protocol EventStream: AnyObject {
    /// Returns the next events; none where none come within this time, 1 to 5000 ms.
    func next(within milliseconds: Milliseconds) throws(Trouble) -> [QueueEvent]
}

/// The answers of a store whose server stays the same.
extension StoreReader {
    /// False: nothing takes over from the server.
    public var isWatched: Bool { false }

    /// Nil: nothing is announced.
    public var announcement: Int32? { nil }

    /// Returns false.
    public func hasMoved() -> Bool { false }
}
