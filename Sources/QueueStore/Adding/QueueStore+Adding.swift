import JSONText
import Queues
import Redis

extension QueueStore {
    /// Adds a job (data model, 4.22). A queue that does not exist yet becomes one of the job's `library`; for BullMQ,
    /// of the newest family.
    func add(_ job: NewJob, to queue: QueueID, now: Milliseconds) throws(Trouble) -> Outcome {
        var families = try families(of: queue, now: now)
        if try isUntold(families, of: queue) {
            switch job.library {
            case .bull: break
            case .bullmq: families = .ofNewQueue
            case nil where try !hasWorkers(queue): families = .ofNewQueue
            case nil:
                return .refused(
                    .invalid("nothing shows which library the queue is of; say --library bull or --library bullmq."))
            }
        } else if let library = job.library, families.isBull != library.isBull {
            return .refused(.invalid("the queue is of \(families.upperBound.name)."))
        }
        guard !families.isBull else { return try addToBull(job, queue, now: now) }
        let options: NewJobOptions
        do {
            options = try NewJobOptions(job.options, families: families, isAsStored: job.isAsStored)
            if !job.isAsStored { try options.check(data: job.data) }
        } catch {
            return .refused(error.refusal)
        }
        let parentKey = options.parent?.key
        let call = OperationCall(
            .add, on: queue, families: families, now: now, options: options.arguments(job, now: now),
            others: parentKey.map { [$0, $0 + ":dependencies".utf8] } ?? [])
        var outcome = try outcome(of: call)
        if case .added(let id, isNew: true, _) = outcome {
            outcome = .added(id, isNew: true, unknown: options.kept.map(\.name.bytes))
        }
        guard let id = options["jobId"]?.bytes else { return outcome }
        return rehearsal?.outcome(of: outcome, adding: id, to: queue) ?? outcome
    }

    /// Returns the families that a queue may belong to. A queue without any keys becomes one of the newest.
    func familiesForAdding(to queue: QueueID, now: Milliseconds) throws(Trouble) -> ClosedRange<Family> {
        let families = try families(of: queue, now: now)
        return try isUntold(families, of: queue) ? .ofNewQueue : families
    }

    /// Returns whether workers of an unknown library have used a queue that has no other keys.
    private func hasWorkers(_ queue: QueueID) throws(Trouble) -> Bool {
        if record(of: queue).summary.evidence.workers ?? 0 > 0 { return true }
        var replies = try askToRead([.on(queue.key("stalled-check"), "EXISTS")])
        return try replies.nextCount() > 0
    }

    /// Returns whether no key shows the library of a queue, which then counts as Bull's.
    private func isUntold(_ families: ClosedRange<Family>, of queue: QueueID) throws(Trouble) -> Bool {
        guard families.isBull else { return false }
        // The keys that Bull writes first.
        let suffixes = ["id", "wait", "paused", "active", "delayed", "completed", "failed", "meta-paused", "repeat"]
        var replies = try ask([Command("EXISTS", arguments: suffixes.map { queue.key($0) })])
        return try replies.nextCount() == 0
    }
}

extension NewJobOptions {
    /// Returns the options of the script that adds a job.
    func arguments(_ job: NewJob, now: Milliseconds) -> ScriptOptions {
        let mode = self["deduplication"]
        return ScriptOptions(given: [
            "name": job.name, "data": job.data, "opts": job.storedOptions ?? stored.text(), "id": self["jobId"]?.bytes,
            "timestamp": .decimal(self["timestamp"]?.integer ?? now), "delay": .decimal(self["delay"]?.integer ?? 0),
            "priority": .decimal(self["priority"]?.integer ?? 0), "lifo": .flag(self["lifo"]?.boolean == true),
            "children": .flag(job.waitsForChildren), "parentBase": parent?.base, "parentId": parent?.id,
            "parentText": parent?.text, "deduplication": mode?["id"]?.bytes,
            "ttl": mode?["ttl"]?.integer.map { .decimal($0) }, "extend": .flag(mode?["extend"]?.boolean == true),
            "replace": .flag(mode?["replace"]?.boolean == true),
            "keepLast": .flag(mode?["keepLastIfActive"]?.boolean == true),
        ])
    }
}
