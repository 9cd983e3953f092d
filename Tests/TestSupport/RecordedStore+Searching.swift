public import Queues

extension RecordedStore: StoreSearcher {
    /// Searches the recorded jobs, in one step.
    public func search(_ request: SearchRequest) throws(Trouble) -> any JobSearch {
        RecordedSearch(request, recordedJobs.filter { request.queues.contains($0.queue) })
    }

    /// Reads the causes of the recorded jobs, in one step.
    public func causes(of queues: [QueueID]) throws(Trouble) -> any CauseReading {
        RecordedCauses(recordedJobs.filter { queues.contains($0.queue) && $0.state == .failed })
    }

    /// Compares the recorded jobs.
    public func comparison(ofCause id: String?, in queues: [QueueID], until last: Milliseconds?) throws(Trouble)
        -> Comparison
    {
        let jobs = recordedJobs.filter { queues.contains($0.queue) }
        func compared(_ state: JobState) -> [ComparedJob] {
            jobs.filter { $0.state == state }.map {
                ComparedJob(queue: $0.queue, name: $0["name"] ?? [], data: $0["data"])
            }
        }
        return Comparison(failed: compared(.failed), completed: compared(.completed))
    }

    /// Returns those of some queues that have a recorded job of this id.
    public func queues(among queues: [QueueID], having job: JobID) throws(Trouble) -> [QueueID] {
        queues.filter { queue in recordedJobs.contains { $0.queue == queue && $0.id == job } }
    }
}

/// A search through recorded jobs.
private final class RecordedSearch: JobSearch {
    private(set) var progress = SearchProgress()
    private let request: SearchRequest
    private var jobs: [StoredJob]?

    init(_ request: SearchRequest, _ jobs: [StoredJob]) {
        self.request = request
        self.jobs = jobs.filter { $0.state.map(request.states.contains) == true }
    }

    func next(now: Milliseconds) throws(Trouble) -> [FoundJobMatch]? {
        guard let jobs else { return nil }
        self.jobs = nil
        progress = SearchProgress(looked: jobs.count, total: jobs.count)
        return jobs.compactMap { job in
            guard case .yes(let match) = request.query.verdict(on: SearchedJob(job), now: now) else { return nil }
            var row = JobRow(id: job.id, state: job.state)
            row.name = job["name"] ?? []
            return FoundJobMatch(queue: job.queue, row: row, match: match)
        }
    }
}

/// The causes of recorded jobs.
private final class RecordedCauses: CauseReading {
    private var tally = CauseTally()

    init(_ jobs: [StoredJob]) {
        for job in jobs {
            tally.add(
                FailedJob(
                    queue: job.queue, id: job.id, name: job["name"] ?? [], reason: job["failedReason"] ?? [],
                    stacktrace: job["stacktrace"] ?? []))
        }
    }

    var progress: SearchProgress { SearchProgress(looked: tally.looked, total: tally.looked) }
    var report: CauseReport { tally.report(total: tally.looked) }

    func step() throws(Trouble) -> Bool { false }
}
