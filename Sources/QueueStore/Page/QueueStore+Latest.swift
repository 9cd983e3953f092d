import Queues
import Redis

extension QueueStore {
    /// Finds the jobs that were added last, whatever their state. No structure is sorted by that time, so as many ids
    /// as could be on the page are read from the newest end of each; their times never change and are cached.
    func findLatest(
        _ request: PageRequest, _ record: QueueRecord, now: Milliseconds, _ unreadable: inout [Unreadable]
    ) throws(Trouble) -> [FoundJob] {
        let depth = PageRequest.latestDepth
        let end = min(depth, request.offset + request.limit)
        let slice = PageSlice(order: .newestFirst, offset: 0, limit: request.order == .newestFirst ? end : depth)
        guard request.offset < end else {
            try read([record], now: now)
            return []
        }
        let jobs = try findNewest(slice, record, now: now, &unreadable)
        // Numbers are given in the order of time: from far away they are enough for a beginning.
        let numbers = isBeginning ? jobs.compactMap { Number.whole($0.id.bytes) } : []
        let times =
            numbers.count == jobs.count ? numbers : try readTimestamps(of: jobs, in: record.id)
        // Ids of the same millisecond stay in the order in which they were found.
        let order = jobs.indices.sorted { (times[$0], $1) > (times[$1], $0) }
        let newest = order.prefix(depth).map { jobs[$0] }
        let page = request.order == .newestFirst ? newest : newest.reversed()
        return Array(page.dropFirst(request.offset).prefix(request.limit))
    }

    private func findNewest(
        _ slice: PageSlice, _ record: QueueRecord, now: Milliseconds, _ unreadable: inout [Unreadable]
    ) throws(Trouble) -> [FoundJob] {
        // An id that is in two places has the state of the first (data model, 2.3).
        let states: [JobState] = [.completed, .failed, .delayed, .prioritized, .active, .waiting, .waitingChildren]
        var plans = states.map { PagePlan($0, slice, keys: record.keys, lengths: record.listLengths) }
        var replies = try read([record], with: plans.flatMap(\.commands), now: now)
        if !plans.allSatisfy({ $0.suits(record.listLengths) }) {
            plans = states.map { PagePlan($0, slice, keys: record.keys, lengths: record.listLengths) }
            replies = try askToRead(plans.flatMap(\.commands))
        }
        var seen: Set<JobID> = []
        let jobs = plans.flatMap { $0.jobs(&replies, unreadable: &unreadable) }
        return jobs.filter { seen.insert($0.id).inserted }
    }

    /// Returns the times at which jobs were added; 0 where a job has none, or one that cannot be read, which the row
    /// then shows.
    private func readTimestamps(of jobs: [FoundJob], in queue: QueueID) throws(Trouble) -> [Milliseconds] {
        let known = jobs.map { timestamps[JobPlace(queue: queue, id: $0.id)] }
        let missing = zip(jobs, known).filter { $0.1 == nil }.map(\.0)
        var replies = try askToRead(missing.map { .on(queue.key(of: $0.id), "HGET", "timestamp") })
        return zip(jobs, known).map { job, time in
            if let time { return time }
            guard let time = replies.reply().bytes.flatMap(Number.whole) else { return 0 }
            timestamps[JobPlace(queue: queue, id: job.id)] = time
            return time
        }
    }
}
