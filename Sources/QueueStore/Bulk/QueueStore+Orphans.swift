import Queues
import Redis
import Threads

extension QueueStore {
    /// Keys that one SCAN looks at.
    private static let scannedAtOnce = 1_000
    /// Ids of lists that one reply holds.
    private static let listedAtOnce = 10_000
    /// Ids of lists that one script goes through; the server takes about 2 ms.
    private static let comparedAtOnce = 200_000
    private static let lists = ["wait", "paused", "active"]

    /// Removes jobs that are in no list. The script tests each again: here those in lists are left out, as a search for
    /// each of them would take the server long.
    func removeOrphans(_ context: QueueContext, _ report: @escaping (Progress) -> Bool) throws(Trouble) -> Outcome {
        var log = BulkLog(report: report)
        do {
            let listed = try listedIDs(context.queue)
            let size = max(1, min(500, Self.comparedAtOnce / max(1, listed.count)))
            var cursor = Array("0".utf8)
            repeat {
                if stop?.isStopped == true { log.stop() }
                guard !log.isCutShort else { break }
                let found = try scanHashes(of: context.queue, &cursor)
                let suspects = found.filter { !listed.contains($0) }
                try removeOrphans(among: suspects, size: size, context, &log)
            } while !cursor.elementsEqual("0".utf8)
        } catch {
            log.fail(error)
        }
        return log.outcome
    }

    private func removeOrphans(
        among suspects: [JobID], size: Int, _ context: QueueContext, _ log: inout BulkLog
    ) throws(Trouble) {
        for first in stride(from: 0, to: suspects.count, by: size) {
            let jobs = Array(suspects[first..<min(suspects.count, first + size)])
            let call = OperationCall(
                StoreScript.removeOrphans, on: context.queue, families: context.families, now: context.now, jobs: jobs)
            let reply = try run(call)
            guard let outcomes = reply.array, outcomes.count == jobs.count else { return log.fail(reply) }
            for outcome in outcomes where !absorb(outcome, &log) { return log.fail(outcome) }
            guard log.add(tried: jobs.count) else { return log.stop() }
        }
    }

    /// Takes over what became of one hash. Whether it makes sense to go on.
    private func absorb(_ reply: Reply, _ log: inout BulkLog) -> Bool {
        if reply.array?.first?.text == "kept" { return true }
        switch Outcome(reply) {
        case .done: log.tally.done += 1
        case .refused(let refusal) where !refusal.concernsAllJobs || log.tally.done > 0:
            log.tally.refused[refusal, default: 0] += 1
        default: return false
        }
        return true
    }

    /// The ids in the lists of a queue. Those that move meanwhile may be missing.
    private func listedIDs(_ queue: QueueID) throws(Trouble) -> Set<JobID> {
        var ids: Set<JobID> = []
        for key in Self.lists.map(queue.key) {
            var (first, count) = (0, Self.listedAtOnce)
            while count == Self.listedAtOnce {
                var replies = try ask([.on(key, "LRANGE", String(first), String(first + Self.listedAtOnce - 1))])
                let slice = try replies.nextList()
                ids.formUnion(slice.map { JobID($0) })
                count = slice.count
                first += count
            }
        }
        return ids
    }

    /// What follows the queue's base in the keys of the next hashes.
    private func scanHashes(of queue: QueueID, _ cursor: inout [UInt8]) throws(Trouble) -> [JobID] {
        let base = queue.base + [UInt8(ascii: ":")]
        let type = abilities.canScanByType ? ["TYPE", "hash"] : []
        let options = (["COUNT", String(Self.scannedAtOnce)] + type).map { Array($0.utf8) }
        let pattern = KeyPattern.escaping(base) + [UInt8(ascii: "*")]
        var replies = try ask([Command("SCAN", arguments: [cursor, Array("MATCH".utf8), pattern] + options)])
        let reply = replies.reply()
        if let error = reply.error {
            // Before Redis 6 SCAN knows no TYPE.
            guard error.code == "ERR", abilities.canScanByType else { throw Trouble(error) }
            abilities.canScanByType = false
            return []
        }
        let parts = try reply.parts()
        guard parts.count == 2, let next = parts[0].bytes else { throw .notRedis("unexpected reply to SCAN") }
        cursor = next
        return Set(try parts[1].strings()).map { JobID(Array($0.dropFirst(base.count))) }
    }
}
