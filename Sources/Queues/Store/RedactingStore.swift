public import JSONText

/// A store that hides the values of secret fields in everything that is read. Changes pass through unchanged.
public final class RedactingStore: Store {
    private let store: any Store
    let names: SecretNames
    /// Whether anything was hidden so far.
    public private(set) var hasHidden = false
    /// How far the job that was looked at last is known.
    var pieces: RedactedPieces?

    /// Creates a store that hides the fields of these names.
    public init(_ store: any Store, hiding names: SecretNames) { (self.store, self.names) = (store, names) }

    /// Whether the store behind it is connected.
    public var isConnected: Bool { store.isConnected }
    /// Whether another server may take over.
    public var isWatched: Bool { store.isWatched }
    /// The descriptor that is readable when one may have taken over.
    public var announcement: Int32? { store.announcement }
    /// The known facts about the server.
    public var status: ServerStatus { store.status }
    /// Returns whether another server has taken over.
    public func hasMoved() -> Bool { store.hasMoved() }
    /// Connects the store behind it.
    public func connect() throws(Trouble) { try store.connect() }
    /// Does one bounded step of the search for queues.
    public func discover(now: Milliseconds) throws(Trouble) -> Bool { try store.discover(now: now) }

    /// Reads what a screen shows, without secrets.
    public func answer(_ watch: Watch, now: Milliseconds) throws(Trouble) -> Answer {
        var answer = try store.answer(watch, now: now)
        if case .job(let request) = watch, case .job(let job?) = answer.content {
            answer.content = .job(redacted(job, request, now: now))
        } else {
            answer.content = redacted(answer.content)
        }
        return answer
    }

    /// Reads what a screen shows, with secrets.
    func contents(of watch: Watch, now: Milliseconds) throws(Trouble) -> Answer.Content {
        try store.answer(watch, now: now).content
    }

    /// Lets the first answer to a watch be only its beginning.
    public func allowBeginnings() { store.allowBeginnings() }

    /// Lets an answer under way end early where something else is wanted by then.
    public func yield(when isWanted: @escaping () -> Bool) { store.yield(when: isWanted) }

    /// Answers an inquiry, but refuses texts with secrets: an editor would save them without the secrets.
    public func find(_ inquiry: Inquiry, now: Milliseconds) -> Finding {
        let finding = store.find(inquiry, now: now)
        let texts: [[UInt8]] =
            switch finding {
            case .data(let text): [text]
            case .scheduler(let scheduler): [scheduler.data, scheduler.options]
            case .jobs, .losses, .removal, .places, .refused, .failed: []
            }
        guard texts.contains(where: { redacted($0) != $0 }) else { return finding }
        return .refused(.invalid("it has fields that are hidden by their names; --show-secrets lets them be edited."))
    }

    /// Returns those of some queues that exist.
    public func existing(among queues: [QueueID]) throws(Trouble) -> [QueueID] { try store.existing(among: queues) }

    /// Reads the counts of some queues; their latest failures are without secrets.
    public func summaries(of queues: [QueueID], now: Milliseconds) throws(Trouble) -> [QueueSummary] {
        try store.summaries(of: queues, now: now).map(redacted)
    }

    /// Reads how long jobs waited and ran.
    public func finishedTimes(of queues: [QueueID], now: Milliseconds) throws(Trouble) -> [QueueID: FinishedTimes] {
        try store.finishedTimes(of: queues, now: now)
    }

    /// Reads the workers of some queues, without secrets in their jobs.
    public func workers(of queues: [QueueID], now: Milliseconds) throws(Trouble) -> WorkerReport {
        redacted(try store.workers(of: queues, now: now))
    }

    /// Reads jobs with every field that is not too large, without secrets.
    public func storedJobs(_ rows: [(queue: QueueID, row: JobRow)]) throws(Trouble) -> [StoredJob] {
        try store.storedJobs(rows).map { job in
            var job = job
            job.fields = job.fields.mapValues(redacted)
            return job
        }
    }

    /// Reads a value of any size in pieces, without secrets.
    public func stream(
        _ value: StoredValue, of job: JobID, in queue: QueueID, to take: (ArraySlice<UInt8>) -> Bool
    ) throws(Trouble) -> Bool {
        var redactor = TextRedactor(names)
        var goesOn = true
        let exists = try store.stream(value, of: job, in: queue) { piece in
            var text: [UInt8] = []
            redactor.take(piece, into: &text)
            goesOn = take(text[...])
            return goesOn
        }
        var rest: [UInt8] = []
        redactor.finish(into: &rest)
        if goesOn, !rest.isEmpty { _ = take(rest[...]) }
        if redactor.hasHidden { hasHidden = true }
        return exists
    }

    /// Reads lines of a job's log, without secrets.
    public func logLines(of job: JobID, in queue: QueueID, from first: Int, count: Int) throws(Trouble) -> LogExcerpt? {
        try store.logLines(of: job, in: queue, from: first, count: count).map(redacted)
    }

    /// Reads the flow that a job belongs to, without secrets.
    public func flow(of job: JobID, in queue: QueueID, limit: Int) throws(Trouble) -> Flow? {
        guard var flow = try store.flow(of: job, in: queue, limit: limit) else { return nil }
        flow.job = redacted(flow.job)
        flow.ancestors = flow.ancestors.map(redacted)
        return flow
    }

    /// Returns the newest events of a queue, without secrets.
    public func newestEvents(of queue: QueueID, count: Int) throws(Trouble) -> [QueueEvent] {
        try store.newestEvents(of: queue, count: count).map(redacted)
    }

    /// Returns the number of events that a queue keeps.
    public func eventCount(of queue: QueueID) throws(Trouble) -> Int { try store.eventCount(of: queue) }

    /// Follows the events of a queue, without secrets.
    public func tail(of queue: QueueID, after last: QueueEvent?) throws(Trouble) -> any EventStream {
        RedactedEvents(try store.tail(of: queue, after: last), self)
    }

    /// Finds what is left over in a queue, without secrets.
    public func leftovers(of queue: QueueID, limit: Int, now: Milliseconds) throws(Trouble) -> Leftovers {
        var leftovers = try store.leftovers(of: queue, limit: limit, now: now)
        leftovers.jobs = leftovers.jobs.map(redacted)
        return leftovers
    }

    /// Performs an operation as it is.
    public func perform(
        _ operation: Operation, now: Milliseconds, keeping budget: UndoBudget, report: @escaping (Progress) -> Bool
    ) -> Outcome {
        store.perform(operation, now: now, keeping: budget, report: report)
    }

    /// Finds out what an operation would do.
    public func rehearse(_ operation: Operation, now: Milliseconds) -> Rehearsal {
        store.rehearse(operation, now: now)
    }

    /// Begins a search. It looks at secrets, too, and does not show them.
    public func search(_ request: SearchRequest) throws(Trouble) -> any JobSearch {
        RedactedSearch(try store.search(request), self)
    }

    /// Begins to read causes, without secrets.
    public func causes(of queues: [QueueID]) throws(Trouble) -> any CauseReading {
        RedactedCauses(try store.causes(of: queues), self)
    }

    /// Compares jobs; the value of a secret field is hidden.
    public func comparison(ofCause id: String?, in queues: [QueueID], until last: Milliseconds?) throws(Trouble)
        -> Comparison
    {
        redacted(try store.comparison(ofCause: id, in: queues, until: last))
    }

    /// Returns those of some queues that have a job of this id.
    public func queues(among queues: [QueueID], having job: JobID) throws(Trouble) -> [QueueID] {
        try store.queues(among: queues, having: job)
    }

    /// Returns a text with its secrets masked.
    func redacted(_ text: [UInt8]) -> [UInt8] { redacted(text, keepsLength: false) }

    /// Returns a text with its secrets masked, with the same length where that is wanted.
    func redacted(_ text: [UInt8], keepsLength: Bool) -> [UInt8] {
        noted(TextRedactor.redact(text, names, keepsLength: keepsLength), text)
    }

    /// Returns what is shown of a text, and notes whether something is hidden.
    func noted(_ shown: [UInt8], _ text: [UInt8]) -> [UInt8] {
        if !hasHidden, shown != text { hasHidden = true }
        return shown
    }
}

private final class RedactedEvents: EventStream {
    private let events: any EventStream
    private let store: RedactingStore

    init(_ events: any EventStream, _ store: RedactingStore) { (self.events, self.store) = (events, store) }

    func next(within milliseconds: Milliseconds) throws(Trouble) -> [QueueEvent] {
        try events.next(within: milliseconds).map(store.redacted)
    }
}

private final class RedactedSearch: JobSearch {
    private let search: any JobSearch
    private let store: RedactingStore

    init(_ search: any JobSearch, _ store: RedactingStore) { (self.search, self.store) = (search, store) }

    var progress: SearchProgress { search.progress }

    func next(now: Milliseconds) throws(Trouble) -> [FoundJobMatch]? { try search.next(now: now)?.map(store.redacted) }
}

private final class RedactedCauses: CauseReading {
    private let causes: any CauseReading
    private let store: RedactingStore

    init(_ causes: any CauseReading, _ store: RedactingStore) { (self.causes, self.store) = (causes, store) }

    var progress: SearchProgress { causes.progress }
    var report: CauseReport { store.redacted(causes.report) }

    func step() throws(Trouble) -> Bool { try causes.step() }
}
