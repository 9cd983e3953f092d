import Queues
import Redis

extension QueueStore {
    /// Adds a job to a queue of Bull.
    func addToBull(_ job: NewJob, _ queue: QueueID, now: Milliseconds) throws(Trouble) -> Outcome {
        let options: BullJobOptions
        do {
            options = try BullJobOptions(job.options)
            if !job.isAsStored { try options.check(data: job.data) }
        } catch {
            return .refused(error.refusal)
        }
        let outcome = try outcome(
            of: OperationCall(
                .bullAdd, on: queue, families: .bull, now: now,
                options: options.arguments(job, now: now)))
        guard case .added(let added, isNew: true, _) = outcome else { return outcome }
        let known = Outcome.added(added, isNew: true, unknown: options.unknown)
        guard let id = options.jobID else { return known }
        return rehearsal?.outcome(of: known, adding: id, to: queue) ?? known
    }

    /// Adds a repeatable to a queue of Bull, or changes the one of this name and id.
    func addToBull(
        repeatable scheduler: NewScheduler, _ queue: QueueID, now: Milliseconds
    ) throws(Trouble) -> Outcome {
        let repeatable: BullRepeatable
        do { repeatable = try BullRepeatable(scheduler, now: now) } catch { return .refused(error.refusal) }
        return try outcome(
            of: OperationCall(
                .bullUpsertRepeatable, on: queue, families: .bull, now: now,
                options: repeatable.arguments))
    }
}
