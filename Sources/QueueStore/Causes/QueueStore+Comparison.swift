public import Queues
import Redis

extension QueueStore {
    /// Compares the newest failed jobs of a cause, until a time in ms since 1970, with completed jobs of the same names, if
    /// possible of the same time.
    public func comparison(
        ofCause id: String?, in queues: [QueueID], until last: Milliseconds?
    ) throws(Trouble) -> Comparison {
        let reading = ComparisonReading(ofCause: id, in: queues, until: last, self)
        while try reading.step() {}
        return reading.comparison ?? Comparison(failed: [], completed: [])
    }
}

extension SearchedJob {
    /// The fields from which its cause is made.
    var failure: FailedJob {
        FailedJob(
            queue: queue, id: id, name: self[.name] ?? [], reason: causeReason,
            stacktrace: self[.stacktrace] ?? [])
    }
}

extension ComparedJob {
    init(_ job: SearchedJob, prefixes: [[UInt8]]) {
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
