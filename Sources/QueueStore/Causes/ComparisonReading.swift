import Queues
import Redis

/// The comparison of the newest failed jobs of a cause with completed jobs of the same names, in steps of about 2 ms of the
/// server's time.
final class ComparisonReading {
    private let store: QueueStore
    private let cause: String?
    private let queues: [QueueID]
    /// The maximum number of jobs of each side.
    private let limit: Int
    /// The sample that is being read; nil at the end.
    private var current: SampleReading?
    /// The completed jobs that are read after it: those of the same time, and where these are too few, others.
    private var parts = JobSample.Parts(outside: [])
    private var failed: [ComparedJob]?
    private var completed: [ComparedJob] = []
    private var names: Set<[UInt8]> = []
    private var memory = CauseTally()
    private var unreadable = UnreadableKeys()
    /// The result, once everything is read.
    private(set) var comparison: Comparison?

    /// Begins with the jobs that failed until a time, in ms since 1970; those of any cause where the id is nil.
    init(
        ofCause id: String?, in queues: [QueueID], until last: Milliseconds? = nil,
        limit: Int = Comparison.sampleLimit, _ store: QueueStore
    ) {
        (self.store, cause, self.queues, self.limit) = (store, id, queues, limit)
        current = SampleReading(JobSample(.failed, in: queues, until: last).limited(to: limit), store)
    }

    /// Reads some jobs. Returns false at the end.
    func step() throws(Trouble) -> Bool {
        guard var reading = current else { return false }
        if reading.isAtEnd {
            advance(reading.jobs)
            return current != nil
        }
        current = nil
        let isOfFailed = failed == nil
        try reading.step(&unreadable) { isOfFailed ? hasCause($0) : names.contains($0[.name] ?? []) }
        current = reading
        return true
    }

    private func hasCause(_ job: SearchedJob) -> Bool {
        guard let cause else { return true }
        return memory.fingerprint(of: job.failure).id == cause
    }

    /// Takes the jobs of a sample, and goes on with the next: first completed jobs of the same time, as evenly over it as a few
    /// readings allow. Otherwise traits that change with time, such as the worker deployed last, would differ.
    private func advance(_ jobs: [ComparedJob]) {
        if failed == nil {
            failed = jobs
            names = Set(jobs.map(\.name))
            let all = JobSample(.completed, in: queues.filter { queue in jobs.contains { $0.queue == queue } })
            parts = JobSample.span(of: jobs).map { all.parts(of: $0) } ?? JobSample.Parts(outside: [all])
        } else {
            completed += jobs
        }
        let left = limit - completed.count
        if let part = parts.inside.first {
            current = SampleReading(part.limited(to: left / parts.inside.count), store)
            parts.inside.removeFirst()
        } else if completed.count < JobSample.enough, let part = parts.outside.first {
            current = SampleReading(part.limited(to: left), store)
            parts.outside.removeFirst()
        } else {
            current = nil
            var result = Comparison(failed: failed ?? [], completed: completed)
            result.unreadable = unreadable
            comparison = result
        }
    }
}

/// The newest wanted jobs of a sample, as far as they are read.
private struct SampleReading {
    private let store: QueueStore
    private let limit: Int
    private var cursors: [JobCursor]
    private var reader: CandidateReader
    private var looked = 0
    private(set) var jobs: [ComparedJob] = []

    /// Begins a sample. At most its limit are taken, out of at most ten times as many that are looked at.
    init(_ sample: JobSample, _ store: QueueStore) {
        (self.store, limit, cursors) = (store, sample.limit, sample.cursors)
        reader = CandidateReader(.comparison, store)
    }

    /// Whether no more jobs are read.
    var isAtEnd: Bool { jobs.count >= limit || looked >= 10 * limit || cursors.newest == nil }

    /// Reads some jobs of the place that has the newest ones. Places that cannot be read are noted and left.
    mutating func step(
        _ unreadable: inout UnreadableKeys, where isWanted: (SearchedJob) -> Bool
    ) throws(Trouble) {
        guard let index = cursors.newest else { return }
        let next: [FoundJob]
        do throws(Trouble) { next = try cursors[index].next(reader.stepSize, store) } catch {
            try store.note(error, of: cursors[index].key, in: cursors[index].queue, &unreadable)
            cursors.remove(at: index)
            return
        }
        if !next.isEmpty {
            let candidates = try reader.read(next, of: cursors[index].queue)
            cursors[index].putBack(next[candidates.count...])
            looked += candidates.count
            let wanted = try searched(Array(zip(next, candidates)), index, &unreadable).filter(isWanted)
            jobs += wanted.prefix(limit - jobs.count).map { ComparedJob($0, prefixes: store.prefixes) }
        }
        if !cursors[index].hasMore { cursors.remove(at: index) }
    }

    /// Returns the candidates that are jobs.
    private mutating func searched(
        _ candidates: [(FoundJob, CandidateReader.Candidate)], _ index: Int, _ unreadable: inout UnreadableKeys
    ) throws(Trouble) -> [SearchedJob] {
        let queue = cursors[index].queue
        var jobs: [SearchedJob] = []
        for (found, candidate) in candidates {
            switch candidate {
            case .none, .missing: break
            case .unreadable(let trouble): try store.note(trouble, of: queue.key(of: found.id), in: queue, &unreadable)
            case .job(let job):
                cursors[index].note(job[.finishedOn].flatMap(Number.whole))
                jobs.append(job)
            }
        }
        return jobs
    }
}
