import Queues
import Redis

extension QueueStore {
    /// Adds a job scheduler or changes the one of this id (data model, 4.25), or a repeatable of Bull. Where there is no such
    /// queue, it becomes one of the newest layout.
    func upsert(_ scheduler: NewScheduler, in queue: QueueID, now: Milliseconds) throws(Trouble) -> Outcome {
        let families = try familiesForAdding(to: queue, now: now)
        guard families.upperBound > .bull else { return try addToBull(repeatable: scheduler, queue, now: now) }
        guard families.upperBound >= .bullmq5 else {
            let words = "BullMQ \(families.upperBound.rawValue) has repeatables only, which its applications add"
            return .refused(NewJobOptions.Complaint("\(words); job schedulers exist since 5.16").refusal)
        }
        let request: SchedulerRequest
        do { request = try SchedulerRequest(scheduler, families: families, now: now) } catch {
            return .refused(error.refusal)
        }
        return try outcome(
            of: OperationCall(
                StoreScript.upsertScheduler, on: queue, families: families, now: now, options: request.arguments))
    }
}
