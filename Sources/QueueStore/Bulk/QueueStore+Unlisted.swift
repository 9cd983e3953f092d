import Queues
import Redis
import Threads

extension QueueStore {
    /// Removes unlisted jobs. The script checks each of them again; ids that another key mentions are left out here,
    /// since searching for each would take the server long. Returns the removed jobs within the budget, so that they
    /// can be restored.
    func removeUnlisted(
        _ context: QueueContext, keeping budget: UndoBudget, _ report: @escaping (Progress) -> Bool
    ) throws(Trouble) -> Outcome {
        var log = BulkLog(report: report)
        var room = budget.perOperation
        var search = try UnlistedSearch(self, context.queue)
        // Where jobs are in an unknown structure, this call refuses even if no job is unlisted.
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

    /// Removes the first of some suspects, as many as fit into one script and its reply, and returns the others.
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

    /// Returns the number of unlisted jobs of a queue, and at most `limit` of them. It changes nothing, though it runs
    /// a script.
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

    /// Returns the script's reply about each suspect; nil where the script ended with an error, which is logged.
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
