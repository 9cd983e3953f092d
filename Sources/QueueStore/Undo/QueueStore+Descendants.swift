public import Queues
import Redis

extension QueueStore {
    /// Returns the number of jobs that are removed with this one, only by reading. Counting ends above `limit`.
    public func childCount(
        of job: JobID, in queue: QueueID, limit: Int = 10_000
    ) throws(Trouble) -> ChildCount {
        let found = try descendants(of: queue.key(of: job), limit: limit)
        return ChildCount(jobs: found.keys.count, isComplete: found.isComplete)
    }

    /// The keys of jobs, and whether they are complete.
    typealias Descendants = (keys: [[UInt8]], isComplete: Bool)

    /// Returns the keys of a job's existing descendants, level by level.
    func descendants(of root: [UInt8], limit: Int) throws(Trouble) -> Descendants {
        var known: Set<[UInt8]> = [root]
        var found: [[UInt8]] = []
        var level = [root]
        while !level.isEmpty {
            let parents = try level.inSlices { keys throws(Trouble) in try withChildren(keys, limit: limit) }
            guard let keys = try children(of: parents, limit: limit - found.count) else { return (found, false) }
            let new = keys.filter { known.insert($0).inserted }
            level = try new.inSlices { keys throws(Trouble) in
                var replies = try ask(keys.map { Command("EXISTS", $0) })
                var existing: [[UInt8]] = []
                for key in keys where try replies.nextCount() > 0 { existing.append(key) }
                return existing
            }
            found += level
        }
        return (found, true)
    }

    /// A job with children: its key, and the number of them.
    private typealias Parent = (key: [UInt8], count: Int)

    private func withChildren(_ keys: [[UInt8]], limit: Int) throws(Trouble) -> [Parent] {
        var replies = try ask(
            keys.flatMap { key in
                [
                    Command("HLEN", key + ":processed".utf8), Command("HLEN", key + ":failed".utf8),
                    Command("ZCARD", key + ":unsuccessful".utf8), Command("SCARD", key + ":dependencies".utf8),
                ]
            })
        var parents: [Parent] = []
        for key in keys {
            var count = 0
            for _ in 0..<4 { count = count.plus(min(try replies.nextCount(), limit + 1)) }
            if count > 0 { parents.append((key, count)) }
        }
        return parents
    }

    /// Returns the keys of the children; nil where there are more than `limit`.
    private func children(of parents: [Parent], limit: Int) throws(Trouble) -> [[UInt8]]? {
        guard parents.reduce(0, { $0 + $1.count }) <= limit else { return nil }
        return try parents.inSlices { parents throws(Trouble) in
            let commands = parents.flatMap { parent in
                [
                    Command("HKEYS", parent.key + ":processed".utf8), Command("HKEYS", parent.key + ":failed".utf8),
                    .on(parent.key + ":unsuccessful".utf8, "ZRANGE", "0", "-1"),
                    Command("SMEMBERS", parent.key + ":dependencies".utf8),
                ]
            }
            var replies = try ask(commands)
            var keys: [[UInt8]] = []
            for _ in commands { keys += try replies.nextList() }
            return keys
        }
    }
}

extension Array {
    /// Returns the joined results of `transform` for pieces of a size that suits a pipeline.
    func inSlices<Result>(_ transform: ([Element]) throws(Trouble) -> [Result]) throws(Trouble) -> [Result] {
        var results: [Result] = []
        for start in stride(from: 0, to: count, by: 250) {
            results += try transform(Array(self[start..<Swift.min(start + 250, count)]))
        }
        return results
    }
}
