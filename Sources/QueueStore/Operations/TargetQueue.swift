import Queues

/// The queue that jobs are added to, and the script's options for it.
struct TargetQueue {
    /// The reason why nothing can be added there; nil where it can.
    var refusal: Refusal?
    /// The script's own options.
    var options: ScriptOptions = [:]
    /// A key of the other queue: a cluster refuses the script where that key is in another slot.
    var keys: [[UInt8]] = []
}

extension QueueStore {
    /// Returns the queue that a change adds jobs to, with its own family; nil for other changes. Jobs of Bull can be
    /// moved only to a queue of Bull, or to one that does not exist yet.
    func destination(
        of change: JobChange, from source: QueueID, _ sourceFamilies: ClosedRange<Family>, now: Milliseconds
    ) throws(Trouble) -> TargetQueue? {
        let otherLibrary = Refusal.invalid("one of the queues is of Bull and the other of BullMQ.")
        guard let queue = change.destination else { return nil }
        guard queue != source else { return TargetQueue(refusal: .invalid("the job is in this queue.")) }
        if sourceFamilies.isBull {
            let families = try families(of: queue, now: now)
            guard families.isBull else { return TargetQueue(refusal: otherLibrary) }
            return TargetQueue(options: ["target": queue.base], keys: [QueueKeys(queue).meta])
        }
        let families = try familiesForAdding(to: queue, now: now)
        guard !families.isBull else { return TargetQueue(refusal: otherLibrary) }
        let options: ScriptOptions = [
            "target": queue.base, "oldest": .decimal(Int64(families.lowerBound.rawValue)),
            "newest": .decimal(Int64(families.upperBound.rawValue)),
        ]
        return TargetQueue(options: options, keys: [QueueKeys(queue).meta])
    }
}
