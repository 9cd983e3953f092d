public import Queues
import Redis

extension QueueStore {
    /// Changes several jobs of a queue by one atomic script, which holds the server as long as all of them take: 250 are a
    /// good number. Where what is removed would make the reply too long, several scripts. One outcome a job, in their order.
    /// `state` is where the operator saw them; nil for any. `now` is our clock, in ms since 1970.
    ///
    /// Throws where the server could not be asked or its answer did not arrive: any of the jobs may have been changed then.
    public func perform(
        _ change: JobChange, on jobs: [JobID], in queue: QueueID, state: JobState?, now: Milliseconds,
        keeping budget: UndoBudget = UndoBudget()
    ) throws(Trouble) -> [Outcome] {
        if jobs.isEmpty { return [] }
        if let refusal = change.refusal(now: now) { return jobs.map { _ in .refused(refusal) } }
        let families = try families(of: queue, now: now)
        guard families.lowerBound > .bull else {
            // A queue without any keys looks like one of Bull, too.
            var replies = try ask(jobs.map { Command("EXISTS", queue.key(of: $0)) })
            return jobs.map { _ in
                .refused(replies.nextCount() > 0 ? .unsupported(families.lowerBound) : .vanished)
            }
        }
        let destination = try destination(of: change, from: queue, now: now)
        if let refusal = destination?.refusal { return jobs.map { _ in .refused(refusal) } }
        let options = destination?.options ?? change.options(now: now, keeping: budget)
        var outcomes: [Outcome] = []
        while outcomes.count < jobs.count {
            let left = Array(jobs[outcomes.count...])
            let call = OperationCall(
                change.script, on: queue, families: families, now: now, seen: state,
                options: options, jobs: left, others: destination?.keys ?? [])
            do {
                outcomes += try self.outcomes(of: call, for: left)
            } catch {
                if outcomes.isEmpty { throw error }
                outcomes += left.map { _ in .failed(error) }
            }
        }
        return outcomes
    }

    /// What became of the jobs that a script has tried: one of them or more, the first ones.
    private func outcomes(of call: OperationCall, for jobs: [JobID]) throws(Trouble) -> [Outcome] {
        let reply = try run(call)
        // An error that ended the script as a whole is one for every job.
        let replies = reply.error == nil ? reply.array ?? [] : jobs.map { _ in reply }
        let tried = replies.prefix { $0.array?.first?.text != "later" }
        let outcomes = tried.compactMap(outcome)
        guard replies.count == jobs.count, outcomes.count == tried.count, !outcomes.isEmpty else {
            throw .server("unexpected reply to a script")
        }
        return outcomes
    }

    private func outcome(_ reply: Reply) -> Outcome? {
        guard let words = reply.array, words.count == 2, words[0].text == "removed" else { return Outcome(reply) }
        return RemovedJob.list(words[1].array ?? [], queue: queue(ofBase:)).map { .removed($0) }
    }
}
