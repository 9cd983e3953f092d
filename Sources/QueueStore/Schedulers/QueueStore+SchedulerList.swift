import Queues
import Redis

extension QueueStore {
    /// Queues, and schedulers, of one pipeline.
    private static let pipelineLimit = 250

    /// Reads the job schedulers of a queue, or of all that were found: one command a queue, and then a few for each of those
    /// that run next. Nothing is changed, unlike where the library lists them (data model, 4.25).
    func readSchedulers(of queue: QueueID?, now: Milliseconds) throws(Trouble) -> JobSchedulers {
        let queues = queue.map { [$0] } ?? listed
        var readings: [SchedulerReading] = []
        var total = 0
        // One pipeline also where there are no queues: it brings the status of the server.
        for start in stride(from: 0, to: max(1, queues.count), by: Self.pipelineLimit) {
            let some = Array(queues[start..<min(start + Self.pipelineLimit, queues.count)])
            let found = try readRuns(of: some, now: now)
            readings += found.runs
            total += found.total
            readings.sort { $0.nextRun < $1.nextRun }
            readings.removeLast(max(0, readings.count - JobSchedulers.limit))
        }
        var schedulers: [JobScheduler] = []
        for start in stride(from: 0, to: readings.count, by: Self.pipelineLimit) {
            let some = readings[start..<min(start + Self.pipelineLimit, readings.count)]
            var replies = try ask(some.flatMap(\.commands))
            schedulers += some.map { $0.scheduler(&replies, now: now) }
        }
        return JobSchedulers(schedulers: schedulers, total: total)
    }

    /// Which schedulers of some queues run next, and how many there are.
    private func readRuns(
        of queues: [QueueID], now: Milliseconds
    ) throws(Trouble) -> (runs: [SchedulerReading], total: Int) {
        let range = ["0", String(JobSchedulers.limit - 1), "WITHSCORES"].map { Array($0.utf8) }
        var replies = try askWithStatus(
            queues.map { Command("ZRANGE", arguments: [QueueKeys($0).repeat] + range) }, now: now)
        var (runs, total): ([SchedulerReading], Int) = ([], 0)
        var full: [QueueID] = []
        for queue in queues {
            let reply = replies.next()
            if let error = reply.error, Trouble.concernsWholeServer(error) || error.code == "NOPERM" {
                throw Trouble(error)
            }
            let pairs = reply.elements
            for index in stride(from: 0, to: pairs.count - 1, by: 2) {
                guard let id = pairs[index].bytes, let run = pairs[index + 1].bytes.flatMap(Number.whole) else {
                    continue
                }
                runs.append(SchedulerReading(queue: queue, id: id, nextRun: run))
            }
            total += pairs.count / 2
            if pairs.count / 2 == JobSchedulers.limit { full.append(queue) }
        }
        var counts = try ask(full.map { .on(QueueKeys($0).repeat, "ZCARD") })
        for _ in full { total += max(0, counts.nextCount() - JobSchedulers.limit) }
        return (runs, total)
    }
}
