public import Queues
import Redis

extension QueueStore {
    /// Changes several jobs of a queue by one atomic script, which holds the server as long as all of them take: 250 are a
    /// good number. One outcome a job, in their order. `state` is where the operator saw them; nil for any. `now` is our
    /// clock, in ms since 1970.
    ///
    /// Throws where the server could not be asked or its answer did not arrive: any of the jobs may have been changed then.
    public func perform(
        _ change: JobChange, on jobs: [JobID], in queue: QueueID, state: JobState?, now: Milliseconds
    ) throws(Trouble) -> [Outcome] {
        if jobs.isEmpty { return [] }
        let families = try families(of: queue, now: now)
        guard families.lowerBound > .bull, let script = change.script else {
            // A queue without any keys looks like one of Bull, too.
            var replies = try ask(jobs.map { Command("EXISTS", queue.key(of: $0)) })
            return jobs.map { _ in
                .refused(replies.nextCount() > 0 ? .unsupported(families.lowerBound) : .vanished)
            }
        }
        let destination = try destination(of: change, from: queue, now: now)
        if let refusal = destination?.refusal { return jobs.map { _ in .refused(refusal) } }
        let call = OperationCall(
            script, on: queue, families: families, now: now, seen: state,
            options: destination?.options ?? change.options, jobs: jobs, others: destination?.keys ?? [])
        let reply = try run(call)
        // An error that ended the script as a whole is one for every job.
        let replies = reply.error == nil ? reply.array ?? [] : jobs.map { _ in reply }
        let outcomes = replies.compactMap(Outcome.init)
        guard outcomes.count == jobs.count else { throw .server("unexpected reply to a script") }
        return outcomes
    }
}
