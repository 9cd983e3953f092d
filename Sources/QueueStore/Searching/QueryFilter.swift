import Queues

/// Chooses the jobs that a bulk operation is for.
protocol JobMatching {
    /// Returns those of these jobs of a queue that match.
    mutating func matches(among jobs: [JobID], of queue: QueueID, _ store: QueueStore) throws(Trouble) -> [JobID]
}

extension JobFilter: JobMatching {}

/// The jobs of a state that a query finds. A job without an answer, since a field is too large to be read, does not
/// match. A job that cannot be read matches: the operation refuses it with the reason.
struct QueryFilter: JobMatching {
    private let query: Query
    private let state: JobState
    private let now: Milliseconds
    private var reader: CandidateReader
    private var unreadable = UnreadableKeys()

    /// Creates a filter. `now` is the server's clock, in ms since 1970.
    init(_ query: Query, _ state: JobState, _ store: QueueStore, now: Milliseconds) {
        self.query = query
        self.state = state
        self.now = now
        reader = CandidateReader(FieldPlan(SearchRequest(query, in: [])), store)
    }

    mutating func matches(among jobs: [JobID], of queue: QueueID, _ store: QueueStore) throws(Trouble) -> [JobID] {
        guard query.admits(queue), query.states.contains(state) else { return [] }
        var rest = jobs.map { FoundJob(id: $0, state: state) }[...]
        var matches: [JobID] = []
        while !rest.isEmpty {
            let candidates = try reader.read(Array(rest.prefix(reader.stepSize)), of: queue)
            for (found, candidate) in zip(rest, candidates) {
                switch candidate {
                case .none, .missing: break
                case .unreadable: matches.append(found.id)
                case .job(var job):
                    if query.needsLogs { try store.readLogs(into: &job, whole: false, &unreadable) }
                    if case .yes = query.verdict(on: job, now: now) { matches.append(job.id) }
                }
            }
            rest = rest.dropFirst(max(1, candidates.count))
        }
        return matches
    }
}

extension Selection.Scope {
    /// Returns the filter among the jobs of a state; nil where all jobs or given ones are selected. `now` is our clock,
    /// in ms since 1970.
    func filter(_ state: JobState, _ store: QueueStore, now: Milliseconds) -> (any JobMatching)? {
        switch self {
        case .matching(let text): JobFilter(text)
        case .query(let query): QueryFilter(query, state, store, now: now + store.clockLead)
        case .marked, .all: nil
        }
    }
}
