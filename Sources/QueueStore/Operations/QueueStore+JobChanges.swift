public import Queues
import Redis

extension QueueStore {
    /// Changes several jobs of a queue by one atomic script, which holds the server for the whole time: 250 jobs are a
    /// good number. Where removed jobs would make the reply too long, it runs several scripts. Returns one outcome for
    /// each job, in order. `state` is the state in which the operator saw them; nil for any. `now` is our clock, in ms
    /// since 1970.
    ///
    /// Throws where the server could not be asked or its answer did not arrive: any of the jobs may have been changed
    /// then.
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
        let far = try farJobs(among: jobs, of: queue, for: change)
        guard far.isEmpty else {
            let near = jobs.filter { far[$0] == nil }
            var changed = try perform(change, on: near, in: queue, state: state, now: now, keeping: budget)[...]
            return jobs.map { job in far[job].map { .refused($0) } ?? changed.popFirst() ?? .refused(.vanished) }
        }
        var outcomes: [Outcome] = []
        while outcomes.count < jobs.count {
            let left = Array(jobs[outcomes.count...])
            do throws(Trouble) {
                switch try answer(run(script.call(on: left, state: state, now: now)), on: left.count) {
                case .jobs(let tried): outcomes += tried
                // An error that ended the script holds for every job.
                case .error(let outcome): outcomes += left.map { _ in outcome }
                }
            } catch {
                if outcomes.isEmpty { throw error }
                outcomes += left.map { _ in .failed(error) }
            }
        }
        return outcomes
    }

    /// Finds the script of a change in a queue, or the reason why the change is not possible there.
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

    /// Returns the script's answers about the jobs that it has tried: the first ones, at least one.
    func answer(_ reply: Reply, on jobs: Int) throws(Trouble) -> JobScript.Answer {
        // One reply that holds for all jobs.
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

    /// Returns the script's outcome for one job; nil where the reply is not understood.
    func jobOutcome(_ reply: Reply) -> Outcome? {
        guard let words = reply.array, words.count == 2, words[0].text == "removed" else { return Outcome(reply) }
        return RemovedJob.list(words[1].array ?? [], queue: queue(ofBase:)).map { .removed($0) }
    }
}
