public import Queues
import Redis

extension QueueStore {
    /// Compares the newest failed jobs of a cause with the newest completed jobs of the same names.
    public func comparison(
        ofCause id: String?, in queues: [QueueID], now: Milliseconds
    ) throws(Trouble) -> Comparison {
        var memory = CauseTally()
        var unreadable = UnreadableKeys()
        let failed = try sample(of: .failed, in: queues, &unreadable) { job in
            guard let id else { return true }
            return memory.fingerprint(of: job.failure).id == id
        }
        let names = Set(failed.map(\.name))
        let affected = queues.filter { queue in failed.contains { $0.queue == queue } }
        let completed = try sample(of: .completed, in: affected, &unreadable) { job in
            names.contains(job[.name] ?? [])
        }
        var comparison = Comparison(failed: failed, completed: completed)
        comparison.unreadable = unreadable
        return comparison
    }

    /// Returns the newest wanted jobs of a state: at most `Comparison.sampleLimit`, out of at most ten times as many
    /// that are looked at.
    private func sample(
        of state: JobState, in queues: [QueueID], _ unreadable: inout UnreadableKeys,
        where isWanted: (SearchedJob) -> Bool
    ) throws(Trouble) -> [ComparedJob] {
        var cursors = queues.flatMap { JobCursor.cursors(in: $0, state) }
        var reader = CandidateReader(.comparison, self)
        var jobs: [ComparedJob] = []
        var looked = 0
        while jobs.count < Comparison.sampleLimit, looked < 10 * Comparison.sampleLimit,
            let index = cursors.newest
        {
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
                jobs += wanted.prefix(Comparison.sampleLimit - jobs.count).map { ComparedJob($0, prefixes: prefixes) }
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
