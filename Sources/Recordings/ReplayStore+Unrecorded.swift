public import Queues

/// What a recording does not have, and the changes that it takes none of.
extension ReplayStore: Store {
    /// Returns false: all queues of the recording are known.
    public func discover(now: Milliseconds) throws(Trouble) -> Bool { false }

    /// Refuses an inquiry.
    public func find(_ inquiry: Inquiry, now: Milliseconds) -> Finding {
        .refused(.invalid("It is not in the recording."))
    }

    /// Returns those of some queues that are in the recording now.
    public func existing(among queues: [QueueID]) throws(Trouble) -> [QueueID] {
        let known = Set(playback?.summaries.map(\.id) ?? [])
        return queues.filter(known.contains)
    }

    /// Returns the recorded counts of some queues.
    public func summaries(of queues: [QueueID], now: Milliseconds) throws(Trouble) -> [QueueSummary] {
        playback?.summaries.filter { queues.contains($0.id) } ?? []
    }

    /// Throws: workers with their jobs are not recorded.
    public func workers(of queues: [QueueID], now: Milliseconds) throws(Trouble) -> WorkerReport { throw .notRecorded }

    /// Throws: jobs are not recorded.
    public func storedJobs(_ rows: [(queue: QueueID, row: JobRow)]) throws(Trouble) -> [StoredJob] {
        throw .notRecorded
    }

    /// Throws: jobs are not recorded.
    public func stream(
        _ value: StoredValue, of job: JobID, in queue: QueueID, to take: (ArraySlice<UInt8>) -> Bool
    ) throws(Trouble) -> Bool { throw .notRecorded }

    /// Throws: logs are not recorded.
    public func logLines(of job: JobID, in queue: QueueID, from first: Int, count: Int) throws(Trouble) -> LogExcerpt? {
        throw .notRecorded
    }

    /// Throws: flows are not recorded.
    public func flow(of job: JobID, in queue: QueueID, limit: Int) throws(Trouble) -> Flow? { throw .notRecorded }

    /// Returns the newest recorded events of a queue, up to the position.
    public func newestEvents(of queue: QueueID, count: Int) throws(Trouble) -> [QueueEvent] {
        (playback?.events ?? []).filter { $0.queue == queue }.suffix(max(0, count)).map(\.event)
    }

    /// Returns the number of recorded events of a queue, up to the position.
    public func eventCount(of queue: QueueID) throws(Trouble) -> Int {
        (playback?.events ?? []).count { $0.queue == queue }
    }

    /// Throws: events are followed on the screen alone.
    public func tail(of queue: QueueID, after last: QueueEvent?) throws(Trouble) -> any EventStream {
        throw .notRecorded
    }

    /// Throws: keys are not recorded.
    public func leftovers(of queue: QueueID, limit: Int, now: Milliseconds) throws(Trouble) -> Leftovers {
        throw .notRecorded
    }

    /// Refuses: a recording is not changed.
    public func perform(
        _ operation: Operation, now: Milliseconds, keeping budget: UndoBudget, report: @escaping (Progress) -> Bool
    ) -> Outcome { .refused(.readOnlyServer) }

    /// Refuses: a recording is not changed.
    public func rehearse(_ operation: Operation, now: Milliseconds) -> Rehearsal {
        Rehearsal(.refused(.readOnlyServer))
    }

    /// Throws: jobs are not recorded.
    public func search(_ request: SearchRequest) throws(Trouble) -> any JobSearch { throw .notRecorded }

    /// Throws: jobs are not recorded.
    public func causes(of queues: [QueueID]) throws(Trouble) -> any CauseReading { throw .notRecorded }

    /// Throws: jobs are not recorded.
    public func comparison(ofCause id: String?, in queues: [QueueID], until last: Milliseconds?) throws(Trouble)
        -> Comparison
    {
        throw .notRecorded
    }

    /// Throws: jobs are not recorded.
    public func queues(among queues: [QueueID], having job: JobID) throws(Trouble) -> [QueueID] { throw .notRecorded }
}
