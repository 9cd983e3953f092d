public import Queues
import Redis

extension QueueStore {
    /// The number of keys that one SCAN looks at.
    private static let scannedAtOnce = 1_000

    /// Finds what is left over in a queue: unlisted jobs, and deduplication keys whose job is gone; at most `limit` of
    /// each. It searches the whole keyspace and changes nothing, though it runs a script. `now` is our clock, in ms
    /// since 1970.
    public func leftovers(of queue: QueueID, limit: Int, now: Milliseconds) throws(Trouble) -> Leftovers {
        var leftovers = Leftovers()
        let families = try families(of: queue, now: now)
        guard !families.isBull else {
            leftovers.refusal = .unsupported(.bull)
            return leftovers
        }
        let context = QueueContext(queue: queue, families: families, now: now)
        let found = try unlisted(context, limit: limit)
        switch found.refusal {
        case .refused(.noPermission(let words))?: throw .noPermission(words)
        case .refused(let refusal)?: leftovers.refusal = refusal
        case .failed(let trouble)?: throw trouble
        case .done?, .added?, .moved?, .removed?, .counted?, nil:
            leftovers.unlisted = found.count
            leftovers.jobs = try rows(of: found.jobs, in: queue, now: now)
        }
        if families.mayHave(.deduplication) { try findDangling(in: queue, limit: limit, &leftovers) }
        return leftovers
    }

    private func rows(of jobs: [JobID], in queue: QueueID, now: Milliseconds) throws(Trouble) -> [JobRow] {
        let found = jobs.map { FoundJob(id: $0, state: nil) }
        var page = JobPage(queue: record(of: queue).summary, total: found.count, rows: [])
        for start in stride(from: 0, to: found.count, by: Self.scannedAtOnce) {
            let part = Array(found[start..<min(start + Self.scannedAtOnce, found.count)])
            try readRows(part, into: &page, preview: nil, now: now)
        }
        return page.rows
    }

    /// Finds deduplication keys without a job. A key that expires belongs to a time to live, and may outlive its job on
    /// purpose (data model, 4.22).
    private func findDangling(in queue: QueueID, limit: Int, _ leftovers: inout Leftovers) throws(Trouble) {
        let prefix = queue.key("de:")
        let words =
            [Array("MATCH".utf8), KeyPattern.escaping(prefix) + [UInt8(ascii: "*")]]
            + ["COUNT", String(Self.scannedAtOnce)].map { Array($0.utf8) }
        var next: [UInt8]? = Array("0".utf8)
        var seen: Set<[UInt8]> = []
        while let cursor = next {
            var replies = try askToRead([Command("SCAN", arguments: [cursor] + words)])
            let found = try replies.reply().scan(after: cursor)
            next = found.cursor
            let keys = try found.elements.strings().filter { seen.insert($0).inserted }
            for key in try dangling(keys, in: queue, &leftovers.unreadable) {
                leftovers.dangling += 1
                guard leftovers.deduplicationIDs.count < limit else { continue }
                leftovers.deduplicationIDs.append(Array(key.dropFirst(prefix.count)))
            }
        }
    }

    /// Returns those of some deduplication keys that never expire and whose owner is gone.
    private func dangling(
        _ keys: [[UInt8]], in queue: QueueID, _ unreadable: inout UnreadableKeys
    ) throws(Trouble) -> [[UInt8]] {
        var replies = try askToRead(keys.flatMap { [.on($0, "PTTL"), .on($0, "GET")] })
        var owned: [(key: [UInt8], owner: [UInt8])] = []
        for key in keys {
            var part = replies.take(2)
            do throws(Trouble) {
                let (time, owner) = (try part.next().integer, try part.nextBytes())
                if time == -1, let owner { owned.append((key, owner)) }
            } catch {
                try note(error, of: key, in: queue, &unreadable)
            }
        }
        replies = try askToRead(owned.map { .on(queue.key(of: JobID($0.owner)), "EXISTS") })
        var dangling: [[UInt8]] = []
        for (key, _) in owned where try replies.nextCount() == 0 { dangling.append(key) }
        return dangling
    }
}
