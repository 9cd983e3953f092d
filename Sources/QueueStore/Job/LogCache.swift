import Queues

/// The log lines that were read last, so that a screen that shows them reads only a few lines every second.
struct LogCache {
    private var queue: QueueID?
    private var job: JobID?
    private var logLine: Int?
    private var log = LogExcerpt()

    /// Returns the cached lines where they answer a request, for a log of this length that has these lines at a place.
    func log(for request: JobRequest, total: Int, holding lines: [[UInt8]], at place: Int) -> LogExcerpt? {
        guard queue == request.queue, job == request.id, logLine == request.logLine, log.total == total,
            place >= log.offset, log.lines.dropFirst(place - log.offset).prefix(lines.count).elementsEqual(lines)
        else { return nil }
        return log
    }

    /// Stores the lines that were read, in place of those of another job.
    mutating func keep(_ log: LogExcerpt, for request: JobRequest) {
        (queue, job, logLine) = (request.queue, request.id, request.logLine)
        self.log = log
    }
}
