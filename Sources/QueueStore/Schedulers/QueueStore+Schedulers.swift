import Queues
import Redis

extension QueueStore {
    /// Adds a job scheduler or changes the one of this id (data model, 4.25), or a repeatable of Bull. A queue that
    /// does not exist yet becomes one of the newest family.
    func upsert(_ scheduler: NewScheduler, in queue: QueueID, now: Milliseconds) throws(Trouble) -> Outcome {
        let families = try familiesForAdding(to: queue, now: now)
        guard !families.isBull else { return try addToBull(repeatable: scheduler, queue, now: now) }
        guard families.mayHave(.schedulers) else {
            let words = "\(families.upperBound.name) has repeatables only, which its applications add"
            return .refused(NewJobOptions.Complaint("\(words); job schedulers exist since 5.16").refusal)
        }
        let request: SchedulerRequest
        do { request = try SchedulerRequest(scheduler, families: families, now: now) } catch {
            return .refused(error.refusal)
        }
        return try outcome(
            of: OperationCall(
                .upsertScheduler, on: queue, families: families, now: now, options: request.arguments))
    }
}
