import Queues
import Redis

extension QueueStore {
    /// Adds a job scheduler or changes the one of this id (data model, 4.25). Where there is no such queue, it becomes one of
    /// the newest layout.
    func upsert(_ scheduler: NewScheduler, in queue: QueueID, now: Milliseconds) throws(Trouble) -> Outcome {
        let families = try familiesForAdding(to: queue, now: now)
        guard families.upperBound >= .bullmq5 else { return .refused(.unsupported(families.upperBound)) }
        let request: SchedulerRequest
        do { request = try SchedulerRequest(scheduler, families: families, now: now) } catch {
            return .refused(error.refusal)
        }
        return try outcome(
            of: OperationCall(
                StoreScript.upsertScheduler, on: queue, families: families, now: now, options: request.arguments))
    }

    /// Removes or runs a job scheduler or a legacy repeatable.
    func changeScheduler(
        _ id: [UInt8], _ script: Script, in queue: QueueID, now: Milliseconds
    ) throws(Trouble) -> Outcome {
        let families = try families(of: queue, now: now)
        let options = [id, RepeatableMember(id)?.jobPrefixes.first ?? []]
        return try outcome(
            of: OperationCall(script, on: queue, families: families, now: now, options: options))
    }
}
