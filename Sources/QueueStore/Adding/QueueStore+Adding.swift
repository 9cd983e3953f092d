import JSONText
import Queues
import Redis

extension QueueStore {
    /// Adds a job (data model, 4.22). Where there is no such queue, it becomes one of the newest layout.
    func add(_ job: NewJob, to queue: QueueID, now: Milliseconds) throws(Trouble) -> Outcome {
        let families = try familiesForAdding(to: queue, now: now)
        guard families.lowerBound > .bull else { return try addToBull(job, queue, now: now) }
        let options: NewJobOptions
        do {
            options = try NewJobOptions(job.options, families: families)
            try options.check(data: job.data)
        } catch {
            return .refused(error.refusal)
        }
        let parentKey = options.parent?.key
        let call = OperationCall(
            StoreScript.add, on: queue, families: families, now: now, options: options.arguments(job, now: now),
            others: parentKey.map { [$0, $0 + ":dependencies".utf8] } ?? [])
        return try outcome(of: call)
    }

    /// The families that a queue may belong to. One without any keys becomes one of the newest.
    func familiesForAdding(to queue: QueueID, now: Milliseconds) throws(Trouble) -> ClosedRange<Family> {
        let families = try families(of: queue, now: now)
        guard families.upperBound == .bull else { return families }
        // What Bull writes first.
        let suffixes = ["id", "wait", "paused", "active", "delayed", "completed", "failed", "meta-paused", "repeat"]
        var replies = try ask([Command("EXISTS", arguments: suffixes.map { queue.key($0) })])
        return try replies.nextCount() == 0 ? .bullmq5 ... .bullmq6 : families
    }
}

extension NewJobOptions {
    /// The arguments of the script that adds a job, in its order.
    func arguments(_ job: NewJob, now: Milliseconds) -> [[UInt8]] {
        func number(_ value: Int64?, or fallback: Int64 = 0) -> [UInt8] { Array(String(value ?? fallback).utf8) }
        func flag(_ isSet: Bool?, _ word: String) -> [UInt8] { isSet == true ? Array(word.utf8) : [] }
        let mode = self["deduplication"]
        return [
            job.name, job.data, stored.text(), self["jobId"]?.bytes ?? [], number(self["timestamp"]?.integer, or: now),
            number(self["delay"]?.integer), number(self["priority"]?.integer), flag(self["lifo"]?.boolean, "lifo"),
            flag(job.waitsForChildren, "children"), parent?.base ?? [], parent?.id ?? [], parent?.text ?? [],
            mode?["id"]?.bytes ?? [], number(mode?["ttl"]?.integer), flag(mode?["extend"]?.boolean, "extend"),
            flag(mode?["replace"]?.boolean, "replace"), flag(mode?["keepLastIfActive"]?.boolean, "keep"),
        ]
    }
}
