public import Queues
import Redis

extension QueueStore {
    /// Returns the number of jobs in a change of a queue, and the rows of the first five; nil for a change that is for
    /// no jobs. It only reads. Jobs that the change will find locked, and next runs of schedulers, are counted as well.
    /// `now` is our clock, in ms since 1970.
    public func count(
        _ change: QueueChange, of queue: QueueID, now: Milliseconds
    ) throws(Trouble) -> (count: Int, sample: [JobRow])? {
        switch change.traits.count {
        case .nothing, .family: return nil
        case .states(let states): return try count(states, of: queue)
        case .clean(let request): return try count(request, of: queue, now: now)
        case .unlisted:
            let families = try families(of: queue, now: now)
            guard !families.isBull else { return (0, []) }
            let context = QueueContext(queue: queue, families: families, now: now)
            let found = try unlisted(context, limit: Finding.sampleLength)
            switch found.refusal {
            case .failed(let trouble)?: throw trouble
            case .refused(.noPermission(let words))?: throw .noPermission(words)
            case .refused(.wrongType(_, let type))?: throw .wrongType(type)
            default: return (found.count, found.jobs.map { JobRow(id: $0, state: nil) })
            }
        }
    }

    private func count(
        _ states: [JobState], of queue: QueueID
    ) throws(Trouble) -> (count: Int, sample: [JobRow]) {
        var (total, rows): (Int, [JobRow]) = (0, [])
        for state in states {
            let found = try count(Selection(queue: queue, state: state, scope: .all))
            total += found.count
            rows += found.sample.prefix(Finding.sampleLength - rows.count)
        }
        return (total, rows)
    }

    private func count(
        _ request: CleanRequest, of queue: QueueID, now: Milliseconds
    ) throws(Trouble) -> (count: Int, sample: [JobRow]) {
        let cutoff = now.subtractingReportingOverflow(request.grace).partialValue
        let selection = Selection(queue: queue, state: request.state, scope: .all)
        let found = try count(selection) { page throws(Trouble) in
            try old(page, request, before: cutoff, in: queue)
        }
        guard request.limit > 0 else { return found }
        return (min(found.count, request.limit), Array(found.sample.prefix(request.limit)))
    }

    /// Returns the jobs that are old enough and have the name, by the times that `Scripts/BullMQ/clean.lua` uses.
    private func old(
        _ jobs: [JobID], _ request: CleanRequest, before cutoff: Milliseconds, in queue: QueueID
    ) throws(Trouble) -> [JobID] {
        let times = request.state == .prioritized ? ["timestamp"] : ["finishedOn", "processedOn", "timestamp"]
        let fields = (["name"] + times).map { Array($0.utf8) }
        var replies = try ask(jobs.map { Command("HMGET", arguments: [queue.key(of: $0)] + fields) })
        var old: [JobID] = []
        for job in jobs {
            var values = try replies.nextFields(fields.count)
            let name = try values.nextBytes()
            let moments = try times.map { _ throws(Trouble) in try values.nextBytes() }
            if let wanted = request.name, wanted != name { continue }
            let time = moments.compactMap { $0 }.first.flatMap(Number.whole)
            if time.map({ $0 <= cutoff }) ?? true { old.append(job) }
        }
        return old
    }
}
