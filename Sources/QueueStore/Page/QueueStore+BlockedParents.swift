import Queues
import Redis

extension QueueStore {
    /// Parents, and children of each, that are looked at.
    private static let (parentSample, childSample) = (10, 5)
    /// Time between two looks at a queue that is open, in ms.
    private static let parentsPause: Milliseconds = 10_000

    /// Looks at some of the parents that wait: a child that failed without a policy, or is gone, never reports to them, and
    /// they wait for ever (data model, 1.8). Three round trips, now and then, for a queue that is open.
    func readBlockedParents(of record: QueueRecord, now: Milliseconds) throws(Trouble) {
        guard record.summary.counts.atLeast(.waitingChildren) > 0 else {
            record.summary.evidence.blockedParents = nil
            return
        }
        guard now >= record.nextParents else { return }
        record.nextParents = now + Self.parentsPause
        var replies = try askToRead([
            .on(record.keys.waitingChildren, "ZRANGE", "0", String(Self.parentSample - 1))
        ])
        guard let ids = try? replies.nextList() else { return }
        let parents = ids.map(JobID.init)
        replies = try askToRead(
            parents.flatMap { parent -> [Command] in
                let key = record.id.key(of: parent) + ":dependencies".utf8
                return [.on(key, "SCARD"), .on(key, "SRANDMEMBER", String(Self.childSample))]
            })
        let children = parents.map { _ in (count: try? replies.nextCount(), keys: (try? replies.nextList()) ?? []) }
        let lost = try lostJobs(among: children.flatMap(\.keys))
        let blocked = zip(parents, children).filter { _, family in
            family.count == 0 || family.keys.contains(where: lost.contains)
        }.map(\.0)
        record.summary.evidence.blockedParents = blocked.first.map {
            BlockedParents(count: blocked.count, sampled: parents.count, first: $0)
        }
    }

    /// Those of some jobs, given by their keys, that have failed or are gone.
    private func lostJobs(among keys: [[UInt8]]) throws(Trouble) -> Set<[UInt8]> {
        let places = keys.map(place)
        var replies = try askToRead(
            zip(keys, places).flatMap { key, place -> [Command] in
                [.on(key, "EXISTS"), .on(QueueKeys(place.queue).failed, member: place.job, "ZSCORE")]
            })
        var lost: Set<[UInt8]> = []
        for key in keys {
            let (exists, score) = (replies.reply(), replies.reply())
            if exists.integer == 0 || score.bytes != nil { lost.insert(key) }
        }
        return lost
    }

    /// The queue and the id in a job's key: the longest base of a queue that is known, else what stands before the last colon
    /// (data model, trap 3).
    private func place(of key: [UInt8]) -> (queue: QueueID, job: [UInt8]) {
        let colons = key.indices.filter { key[$0] == UInt8(ascii: ":") }.reversed()
        for colon in colons {
            guard let queue = QueueID(base: Array(key[..<colon]), prefixes: prefixes), records[queue] != nil else {
                continue
            }
            return (queue, Array(key[(colon + 1)...]))
        }
        let end = colons.first ?? key.startIndex
        let queue = QueueID(base: Array(key[..<end]), prefixes: prefixes) ?? QueueID(prefix: [], name: [])
        return (queue, Array(key[end...].dropFirst()))
    }
}
