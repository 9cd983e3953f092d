import Queues
import Redis
import Threads

extension QueueStore {
    /// Removes jobs that are in no list. The script tests each again: here those that are mentioned somewhere are left out,
    /// as a search for each of them would take the server long. What goes comes back for the undo, within the budget.
    func removeUnlisted(
        _ context: QueueContext, keeping budget: UndoBudget, _ report: @escaping (Progress) -> Bool
    ) throws(Trouble) -> Outcome {
        var log = BulkLog(report: report)
        var room = budget.perOperation
        var search = try UnlistedSearch(self, context.queue)
        // Where jobs are in a structure that we do not know, this says so even if none of ours is unlisted.
        guard try tryUnlisted([], context, budget.options, &log) != nil else { return log.outcome }
        do {
            while !log.isCutShort, let suspects = try search.next() {
                var rest = suspects[...]
                while !rest.isEmpty, !log.isCutShort {
                    if stop?.isStopped == true {
                        log.stop()
                        break
                    }
                    let affordable = room > 0 || !budget.losesLarger ? budget : .none
                    rest = try removeFirst(of: rest, search.batch, context, affordable, &log, &room)
                }
            }
        } catch {
            log.fail(error)
        }
        return log.outcome
    }

    /// Removes the first of some suspects, as many as fit into one script and its reply; those that are left.
    private func removeFirst(
        of suspects: ArraySlice<JobID>, _ count: Int, _ context: QueueContext, _ budget: UndoBudget,
        _ log: inout BulkLog, _ room: inout Int
    ) throws(Trouble) -> ArraySlice<JobID> {
        let jobs = Array(suspects.prefix(count))
        guard let replies = try tryUnlisted(jobs, context, budget.options, &log) else { return suspects }
        let tried = replies.prefix { $0.array?.first?.text != "later" }
        for (job, reply) in zip(jobs, tried) where reply.array?.first?.text != "kept" {
            guard let outcome = jobOutcome(reply) else { throw .server("unexpected reply to a script") }
            rehearsal?.note([job], [outcome])
            room -= log.tally.add(outcome)
            if case .refused(let refusal) = outcome, refusal.concernsAllJobs, log.tally.done == 0 {
                log.end(by: outcome)
                return suspects
            }
        }
        if !log.add(tried: tried.count) { log.stop() }
        return suspects.dropFirst(tried.count)
    }

    /// The jobs of a queue that are in no list, as many as `limit`, and how many there are. It changes nothing, though it
    /// asks a script.
    func unlisted(
        _ context: QueueContext, limit: Int
    ) throws(Trouble) -> (count: Int, jobs: [JobID], refusal: Outcome?) {
        var (count, found): (Int, [JobID]) = (0, [])
        var log = BulkLog { _ in true }
        var options = UndoBudget.none.options
        options["dry"] = .flag(true)
        var search = try UnlistedSearch(self, context.queue)
        guard try tryUnlisted([], context, options, &log) != nil else { return (0, [], log.outcome) }
        while let suspects = try search.next() {
            for first in stride(from: 0, to: suspects.count, by: search.batch) {
                let jobs = Array(suspects[first..<min(suspects.count, first + search.batch)])
                guard let replies = try tryUnlisted(jobs, context, options, &log) else { return (0, [], log.outcome) }
                let listed = zip(jobs, replies).filter { jobOutcome($0.1) == .done }.map(\.0)
                count += listed.count
                found += listed.prefix(max(0, limit - found.count))
            }
        }
        return (count, found, nil)
    }

    /// Returns what the script says of each suspect; nil where it ended as a whole, which the log then knows.
    private func tryUnlisted(
        _ jobs: [JobID], _ context: QueueContext, _ options: ScriptOptions, _ log: inout BulkLog
    ) throws(Trouble) -> [Reply]? {
        let call = OperationCall(
            .removeUnlisted, on: context.queue, families: context.families, now: context.now, options: options,
            jobs: jobs)
        let reply = try run(call)
        guard let replies = reply.array, replies.count == jobs.count, jobs.isEmpty || replies[0].array != nil else {
            log.fail(reply)
            return nil
        }
        return replies
    }
}
