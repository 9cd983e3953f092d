public import Queues
import Redis

extension QueueStore {
    /// Compares the newest failed jobs of a cause with completed jobs of the same names, if possible of the same time.
    public func comparison(
        ofCause id: String?, in queues: [QueueID], now: Milliseconds
    ) throws(Trouble) -> Comparison {
        var memory = CauseTally()
        var unreadable = UnreadableKeys()
        let failed = try sample(JobSample(.failed, in: queues), &unreadable) { job in
            guard let id else { return true }
            return memory.fingerprint(of: job.failure).id == id
        }
        let completed = try completed(like: failed, in: queues, &unreadable)
        var comparison = Comparison(failed: failed, completed: completed)
        comparison.unreadable = unreadable
        return comparison
    }

    /// Returns the completed jobs that failed ones are compared with: first those of the same time, as evenly over it as a few
    /// readings allow. Otherwise traits that change with time, such as the worker deployed last, would differ.
    private func completed(
        like failed: [ComparedJob], in queues: [QueueID], _ unreadable: inout UnreadableKeys
    ) throws(Trouble) -> [ComparedJob] {
        let names = Set(failed.map(\.name))
        let affected = queues.filter { queue in failed.contains { $0.queue == queue } }
        let all = JobSample(.completed, in: affected)
        let samples = JobSample.span(of: failed).map { all.parts(of: $0) } ?? JobSample.Parts(outside: [all])
        var jobs: [ComparedJob] = []
        for (index, part) in samples.inside.enumerated() {
            let share = (Comparison.sampleLimit - jobs.count) / (samples.inside.count - index)
            jobs += try sample(part.limited(to: share), &unreadable) { names.contains($0[.name] ?? []) }
        }
        for part in samples.outside where jobs.count < JobSample.enough {
            let share = Comparison.sampleLimit - jobs.count
            jobs += try sample(part.limited(to: share), &unreadable) { names.contains($0[.name] ?? []) }
        }
        return jobs
    }

    /// Returns the newest wanted jobs of a sample: at most its limit, out of at most ten times as many that are looked at.
    private func sample(
        _ sample: JobSample, _ unreadable: inout UnreadableKeys, where isWanted: (SearchedJob) -> Bool
    ) throws(Trouble) -> [ComparedJob] {
        var cursors = sample.cursors
        var reader = CandidateReader(.comparison, self)
        var jobs: [ComparedJob] = []
        var looked = 0
        while jobs.count < sample.limit, looked < 10 * sample.limit, let index = cursors.newest {
            let next: [FoundJob]
            do throws(Trouble) { next = try cursors[index].next(reader.stepSize, self) } catch {
                try note(error, of: cursors[index].key, in: cursors[index].queue, &unreadable)
                cursors.remove(at: index)
                continue
            }
            if !next.isEmpty {
                let candidates = try reader.read(next, of: cursors[index].queue)
                cursors[index].putBack(next[candidates.count...])
                looked += candidates.count
                let wanted = try searched(Array(zip(next, candidates)), &cursors[index], &unreadable).filter(isWanted)
                jobs += wanted.prefix(sample.limit - jobs.count).map { ComparedJob($0, prefixes: prefixes) }
            }
            if !cursors[index].hasMore { cursors.remove(at: index) }
        }
        return jobs
    }

    /// Returns the candidates that are jobs.
    private func searched(
        _ candidates: [(FoundJob, CandidateReader.Candidate)], _ cursor: inout JobCursor,
        _ unreadable: inout UnreadableKeys
    ) throws(Trouble) -> [SearchedJob] {
        var jobs: [SearchedJob] = []
        for (found, candidate) in candidates {
            switch candidate {
            case .none, .missing: break
            case .unreadable(let trouble):
                try note(trouble, of: cursor.queue.key(of: found.id), in: cursor.queue, &unreadable)
            case .job(let job):
                cursor.note(job[.finishedOn].flatMap(Number.whole))
                jobs.append(job)
            }
        }
        return jobs
    }
}

extension SearchedJob {
    /// The fields from which its cause is made.
    fileprivate var failure: FailedJob {
        FailedJob(
            queue: queue, id: id, name: self[.name] ?? [], reason: causeReason,
            stacktrace: self[.stacktrace] ?? [])
    }
}

extension ComparedJob {
    fileprivate init(_ job: SearchedJob, prefixes: [[UInt8]]) {
        self.init(
            queue: job.queue, name: job[.name] ?? [], data: job[.data],
            dataLength: job.unread.contains(.data) ? SearchRequest.sizeLimit : job[.data]?.count ?? 0)
        worker = job[.worker]
        attemptsAllowed = job.unread.contains(.opts) ? nil : JobOptions.attempts(in: job[.opts] ?? [])
        endedAt = job[.finishedOn].flatMap(Number.whole)
        parentQueue = job[.parentKey].map { key in
            Array(key.prefix(upTo: key.lastIndex(of: UInt8(ascii: ":")) ?? key.endIndex))
        }
        scheduler = job[.scheduler]
    }
}
