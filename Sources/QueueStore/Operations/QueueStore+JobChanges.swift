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
        let script: JobScript
        switch try prepare(change, in: queue, now: now, keeping: budget) {
        case .refused(let refusal): return jobs.map { _ in .refused(refusal) }
        case .ready(let ready): script = ready
        }
        var outcomes: [Outcome] = []
        while outcomes.count < jobs.count {
            let left = Array(jobs[outcomes.count...])
            do throws(Trouble) {
                switch try answer(run(script.call(on: left, state: state, now: now)), on: left.count) {
                case .jobs(let tried): outcomes += tried
                // An error that ended the script as a whole is one for every job.
                case .error(let outcome): outcomes += left.map { _ in outcome }
                }
            } catch {
                if outcomes.isEmpty { throw error }
                outcomes += left.map { _ in .failed(error) }
            }
        }
        return outcomes
    }

    /// Finds out how a change is done in a queue, or why it cannot be done there.
    func prepare(
        _ change: JobChange, in queue: QueueID, now: Milliseconds, keeping budget: UndoBudget
    ) throws(Trouble) -> JobScript.Preparation {
        if let refusal = change.refusal(now: now) { return .refused(refusal) }
        let families = try families(of: queue, now: now)
        guard let script = change.script(for: families) else { return .refused(.unsupported(families.lowerBound)) }
        let destination = try destination(of: change, from: queue, families, now: now)
        if let refusal = destination?.refusal { return .refused(refusal) }
        let own = change.options(now: now, keeping: budget).merging(destination?.options ?? [:]) { $1 }
        return .ready(
            JobScript(script: script, queue: queue, families: families, options: own, others: destination?.keys ?? []))
    }

    /// Returns what a script on several jobs says of those that it has tried: one of them or more, the first ones.
    func answer(_ reply: Reply, on jobs: Int) throws(Trouble) -> JobScript.Answer {
        // A reply that is one for all of them.
        if reply.error != nil || reply.array?.first?.text != nil, let outcome = Outcome(reply) {
            return .error(outcome)
        }
        let replies = reply.array ?? []
        let tried = replies.prefix { $0.array?.first?.text != "later" }
        let outcomes = tried.compactMap(jobOutcome)
        guard replies.count == jobs, outcomes.count == tried.count, !outcomes.isEmpty else {
            throw .server("unexpected reply to a script")
        }
        return .jobs(outcomes)
    }

    /// Returns what a script says of one job; nil where that is none of its words.
    func jobOutcome(_ reply: Reply) -> Outcome? {
        guard let words = reply.array, words.count == 2, words[0].text == "removed" else { return Outcome(reply) }
        return RemovedJob.list(words[1].array ?? [], queue: queue(ofBase:)).map { .removed($0) }
    }
}
