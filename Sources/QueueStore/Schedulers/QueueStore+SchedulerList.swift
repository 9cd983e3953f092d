import Queues
import Redis

extension QueueStore {
    /// The number of queues, and of schedulers, in one pipeline.
    private static let pipelineLimit = 250
    /// The maximum number of schedulers whose next run is searched for in lists, a search that grows with the lists.
    private static let searchLimit = 100

    /// Reads the job schedulers of a queue, or of all that were found: one command for each queue, and then a few for
    /// each scheduler that runs next. It changes nothing, unlike the library's own listing (data model, 4.25).
    func readSchedulers(of queue: QueueID?, now: Milliseconds) throws(Trouble) -> JobSchedulers {
        let queues = queue.map { [$0] } ?? listed.map(\.id)
        var readings: [SchedulerReading] = []
        var total = 0
        var unreadable: [QueueID: [Unreadable]] = [:]
        // One pipeline is sent even without queues, since it brings the status of the server.
        for start in stride(from: 0, to: max(1, queues.count), by: Self.pipelineLimit) {
            let some = Array(queues[start..<min(start + Self.pipelineLimit, queues.count)])
            let found = try readRuns(of: some, now: now, &unreadable)
            readings += found.runs
            total += found.total
            readings.sort { $0.nextRun < $1.nextRun }
            readings.removeLast(max(0, readings.count - JobSchedulers.limit))
        }
        var schedulers: [JobScheduler] = []
        for start in stride(from: 0, to: readings.count, by: Self.pipelineLimit) {
            let some = readings[start..<min(start + Self.pipelineLimit, readings.count)]
            var replies = try askToRead(some.flatMap(\.commands))
            schedulers += some.map { reading in
                reading.scheduler(&replies, now: now, &unreadable[reading.queue, default: []])
            }
        }
        if !isBeginning { try searchLists(for: &schedulers) }
        var answer = JobSchedulers(schedulers: schedulers, total: total)
        answer.unreadable = unreadable.filter { !$0.value.isEmpty }
        return answer
    }

    /// Searches the lists of waiting and active jobs for the next runs that exist and are neither delayed nor
    /// prioritized: they are due or overdue, so there are few of them.
    private func searchLists(for schedulers: inout [JobScheduler]) throws(Trouble) {
        let open = schedulers.indices.filter { schedulers[$0].pending == .open }.prefix(Self.searchLimit)
        guard abilities.canFindInList, !open.isEmpty else { return }
        var replies = try askToRead(
            open.flatMap { listSearch(schedulers[$0].pendingJob, QueueKeys(schedulers[$0].queue)) })
        for index in open {
            let positions = (0..<3).map { _ in replies.reply() }
            if positions.contains(where: { $0.integer != nil }) {
                schedulers[index].pending = .listed
            } else {
                schedulers[index].pending = positions.contains { $0.error != nil } ? .unreadable : .unlisted
            }
        }
    }

    /// Returns the schedulers of some queues that run next, and the number of all. Adds queues whose schedulers cannot
    /// be read to `unreadable`.
    private func readRuns(
        of queues: [QueueID], now: Milliseconds, _ unreadable: inout [QueueID: [Unreadable]]
    ) throws(Trouble) -> (runs: [SchedulerReading], total: Int) {
        let range = ["0", String(JobSchedulers.limit - 1), "WITHSCORES"].map { Array($0.utf8) }
        var replies = try askWithStatus(
            queues.map { Command("ZRANGE", arguments: [QueueKeys($0).repeat] + range) }, now: now)
        var (runs, total): ([SchedulerReading], Int) = ([], 0)
        var full: [QueueID] = []
        for queue in queues {
            do throws(Trouble) {
                let words = try replies.next().strings()
                for index in stride(from: 0, to: words.count - 1, by: 2) {
                    guard let run = Number.whole(words[index + 1]) else {
                        let key = Array("repeat:".utf8) + words[index]
                        unreadable[queue, default: []].append(Unreadable(key: key, trouble: .implausible("no time")))
                        continue
                    }
                    runs.append(SchedulerReading(queue: queue, id: words[index], nextRun: run))
                }
                total += words.count / 2
                if words.count / 2 == JobSchedulers.limit { full.append(queue) }
            } catch {
                unreadable[queue, default: []].append(Unreadable("repeat", error))
            }
        }
        try throwIfDenied(queues, unreadable)
        var counts = try askToRead(full.map { .on(QueueKeys($0).repeat, "ZCARD") })
        for _ in full { total = total.plus(max(0, try counts.nextCount() - JobSchedulers.limit)) }
        try readTypes(of: queues, &unreadable)
        return (runs, total)
    }

    /// Throws the refusal where the user may not read any of the queues.
    private func throwIfDenied(_ queues: [QueueID], _ unreadable: [QueueID: [Unreadable]]) throws(Trouble) {
        let troubles = queues.compactMap { unreadable[$0]?.first?.trouble }
        guard troubles.count == queues.count, case .noPermission(let words) = troubles.first else { return }
        throw .noPermission(words)
    }

    /// Finds the types of keys that hold no schedulers.
    private func readTypes(of queues: [QueueID], _ unreadable: inout [QueueID: [Unreadable]]) throws(Trouble) {
        let wrong = queues.filter { unreadable[$0]?.first?.trouble == .wrongType(nil) }
        var types = try askToRead(wrong.map { .on(QueueKeys($0).repeat, "TYPE") })
        for queue in wrong { unreadable[queue] = [Unreadable("repeat", .wrongType(types.reply().text))] }
    }
}
