import Queues
import Redis

extension QueueStore {
    /// Restores a removed job to its former place, with the descendants that were removed with it: in a list with as
    /// many ids to the right as before, in a sorted set with its score; with its log, its relations, and its
    /// deduplication id if that is free. Refused as `exists` where one of the ids exists. Jobs that were removed one
    /// after the other find their places when they are restored in the opposite order.
    func restore(_ job: RemovedJob, now: Milliseconds) throws(Trouble) -> Outcome {
        guard job.isRestorable else { return .refused(.invalid("It was too large to be kept.")) }
        let families = try familiesForAdding(to: job.queue, now: now)
        let keys = ([job] + job.descendants).map { $0.queue.key(of: $0.id) }
        let call = OperationCall(
            families.isBull ? .bullRestore : .restore, on: job.queue, families: families, now: now,
            options: ["nodes": job.packed], others: keys)
        return try outcome(of: call)
    }

    /// Returns the queue of a base, `prefix:name`. The prefix is the longest of those that were given, or else ends at
    /// the last colon (data model, 3.3).
    func queue(ofBase base: [UInt8]) -> QueueID {
        if let queue = KeyPattern.queue(of: base, suffix: "", prefixes: prefixes) { return queue }
        let colon = base.lastIndex(of: UInt8(ascii: ":")) ?? base.endIndex
        return QueueID(prefix: Array(base[..<colon]), name: Array(base[colon...].dropFirst()))
    }
}
