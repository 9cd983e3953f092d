import Queues

/// The log that was read last, so that a screen that shows it fetches no more than its end every second.
struct LogCache {
    private var queue: QueueID?
    private var job: JobID?
    private var logOffset = 0
    private var log = LogExcerpt()

    /// Returns the log, if it is the one that is asked for, of this length and with these lines at its end.
    func log(for request: JobRequest, total: Int, endingIn lines: [[UInt8]]) -> LogExcerpt? {
        guard queue == request.queue, job == request.id, logOffset == request.logOffset, log.total == total,
            log.lines.suffix(lines.count).elementsEqual(lines)
        else { return nil }
        return log
    }

    /// Keeps what was read, in place of the job before.
    mutating func keep(_ log: LogExcerpt, for request: JobRequest) {
        (queue, job, logOffset) = (request.queue, request.id, request.logOffset)
        self.log = log
    }
}
