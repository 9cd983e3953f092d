import Queues
import Redis

extension QueueStore {
    /// The number of parents that are looked at, and of children of each.
    private static let (parentSample, childSample) = (10, 5)
    /// The time between two looks at a queue that is on the screen, in ms.
    private static let parentsPause: Milliseconds = 10_000

    /// Looks at some of the waiting parents: a child that failed without a policy, or is gone, never reports to them,
    /// so that they wait for ever (data model, 1.8). It takes three round trips, now and then, for the queue on the
    /// screen, and a fourth where one seems to be blocked.
    func readBlockedParents(of record: QueueRecord, now: Milliseconds) throws(Trouble) {
        guard record.summary.counts[.waitingChildren] != 0 else {
            record.forgetParents()
            return
        }
        guard now >= record.nextParents, !isBeginning else { return }
        record.nextParents = now + Self.parentsPause
        record.forgetParents()
        defer { record.listProblems() }
        let (set, key) = (record.keys.waitingChildren, "waiting-children".utf8)
        var replies = try askToRead([.on(set, "ZRANGE", "0", String(Self.parentSample - 1))])
        let ids = record.read(key, &replies) { part throws(Trouble) in try part.nextList() }
        let parents = (ids ?? []).map(JobID.init)
        let children = try readChildren(of: parents, record)
        let lost = try lostJobs(among: children.flatMap(\.keys), record)
        let suspects = zip(parents, children).compactMap { parent, family -> (parent: JobID, lost: [[UInt8]])? in
            let lostOnes = family.keys.filter(lost.contains)
            return family.count == 0 || !lostOnes.isEmpty ? (parent, lostOnes) : nil
        }
        let blocked = try stillBlocked(suspects, record)
        record.summary.evidence.blockedParents = blocked.first.map {
            BlockedParents(count: blocked.count, sampled: parents.count, first: $0)
        }
    }

    /// Returns the number of children that each parent waits for, nil where that cannot be read, and the keys of some
    /// of them.
    private func readChildren(
        of parents: [JobID], _ record: QueueRecord
    ) throws(Trouble) -> [(count: Int?, keys: [[UInt8]])] {
        let names = parents.map { $0.bytes + ":dependencies".utf8 }
        var replies = try askToRead(
            names.flatMap { name -> [Command] in
                let key = record.id.key(of: JobID(name))
                return [.on(key, "SCARD"), .on(key, "SRANDMEMBER", String(Self.childSample))]
            })
        record.parentKeys += names
        return names.map { name in
            let family = record.read(name, &replies, taking: 2) { part throws(Trouble) in
                (try part.nextCount(), try part.nextList())
            }
            return (family?.0, family?.1 ?? [])
        }
    }

    /// Returns those of some jobs, given by their keys, that have failed or are gone.
    private func lostJobs(among keys: [[UInt8]], _ record: QueueRecord) throws(Trouble) -> Set<[UInt8]> {
        let places = keys.map(place)
        var replies = try askToRead(
            zip(keys, places).flatMap { key, place -> [Command] in
                [.on(key, "EXISTS"), .on(QueueKeys(place.queue).failed, member: place.job, "ZSCORE")]
            })
        var lost: Set<[UInt8]> = []
        for (key, place) in zip(keys, places) {
            // A child of another queue is named by its whole key.
            let name = place.queue == record.id ? place.job : key
            let isLost = record.read(name, &replies, taking: 2) { part throws(Trouble) in
                let (exists, score) = (try part.nextCount(), try part.nextBytes())
                return exists == 0 || score != nil
            }
            record.parentKeys.append(name)
            if isLost == true { lost.insert(key) }
        }
        return lost
    }

    /// Returns those parents that a second look finds blocked, too. A child that completed between two round trips, and
    /// was removed, is gone, and yet its parent no longer waits for it: the parent is asked last.
    private func stillBlocked(
        _ suspects: [(parent: JobID, lost: [[UInt8]])], _ record: QueueRecord
    ) throws(Trouble) -> [JobID] {
        var replies = try askToRead(
            suspects.flatMap { parent, lost -> [Command] in
                let dependencies = record.id.key(of: parent) + ":dependencies".utf8
                return lost.flatMap { key -> [Command] in
                    [
                        .on(key, "EXISTS"),
                        .on(QueueKeys(place(of: key).queue).failed, member: place(of: key).job, "ZSCORE"),
                        .on(dependencies, member: key, "SISMEMBER"),
                    ]
                } + [
                    .on(dependencies, "SCARD"), .on(record.keys.waitingChildren, member: parent.bytes, "ZSCORE"),
                ]
            })
        var blocked: [JobID] = []
        for (parent, lost) in suspects {
            var part = replies.take(3 * lost.count + 2)
            do {
                var isBlocked = false
                for _ in lost {
                    let (exists, score, isNamed) = (try part.nextCount(), try part.nextBytes(), try part.nextCount())
                    isBlocked = isBlocked || isNamed > 0 && (exists == 0 || score != nil)
                }
                let (children, waits) = (try part.nextCount(), try part.nextBytes() != nil)
                if waits, isBlocked || children == 0 { blocked.append(parent) }
            } catch {
                // The first look has noted what cannot be read.
                continue
            }
        }
        return blocked
    }

    /// Returns the queue and the id in a job's key: the longest base of a known queue, else the part before the last
    /// colon (data model, trap 3).
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
