import Queues
import Redis

extension QueueStore {
    /// Changes several jobs of a queue of Bull by one script. One outcome a job, in their order.
    func perform(
        _ change: JobChange, onBull jobs: [JobID], in queue: QueueID, state: JobState?, now: Milliseconds
    ) throws(Trouble) -> [Outcome] {
        if let refusal = try refusal(of: change, in: queue, now: now) { return jobs.map { _ in .refused(refusal) } }
        guard let script = change.bullScript else { return jobs.map { _ in .refused(.unsupported(.bull)) } }
        let call = OperationCall(
            bull: script, on: queue, now: now, seen: state, options: change.bullOptions(now: now), jobs: jobs)
        let reply = try run(call)
        // An error that ended the script as a whole is one for every job.
        let replies = reply.error == nil ? reply.elements : jobs.map { _ in reply }
        let outcomes = replies.compactMap(Outcome.init)
        guard outcomes.count == jobs.count else { throw .server("unexpected reply to a script") }
        return outcomes
    }

    /// What forbids a change of any job of the queue: a job can be moved to another queue of Bull only, or to one that does
    /// not exist yet.
    private func refusal(of change: JobChange, in queue: QueueID, now: Milliseconds) throws(Trouble) -> Refusal? {
        switch change {
        case .move(let target) where target == queue: return .invalid("the job is in this queue")
        case .move(let target):
            let families = try families(of: target, now: now)
            return families.upperBound == .bull ? nil : .unsupported(families.upperBound)
        case .changePriority(let priority, _) where !(0...2_097_151).contains(priority):
            return .invalid("the priority must be from 0 to 2097151")
        default: return nil
        }
    }
}
