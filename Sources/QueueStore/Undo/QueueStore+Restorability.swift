public import Queues
import Redis

extension QueueStore {
    /// Returns for each job whether it could be restored after a removal, with its children or without. It is an
    /// estimate, since only lengths are read; the removal weighs exactly, and refuses jobs that do not fit.
    public func restorability(
        of jobs: [JobID], in queue: QueueID, children: Bool = true, keeping budget: UndoBudget = UndoBudget()
    ) throws(Trouble) -> [Restorability] {
        var answers: [Restorability] = []
        for job in jobs {
            let root = queue.key(of: job)
            let family: Descendants = children ? try descendants(of: root, limit: 1_000) : ([], true)
            let weights = try ([root] + family.keys).inSlices { keys throws(Trouble) in try weigh(keys) }
            let sum = CountSum(weights.map(\.bytes)).atLeast
            let fits = sum <= budget.perReply && weights.allSatisfy { $0.bytes <= budget.perJob }
            if weights.first?.exists != true {
                answers.append(.vanished)
            } else {
                answers.append(family.isComplete && fits ? .kept(bytes: sum) : .tooLarge(bytes: sum))
            }
        }
        return answers
    }

    private static let fields = ["data", "opts", "name", "returnvalue", "stacktrace", "failedReason", "progress"]
    private static let relations: [(suffix: String, length: String)] = [
        (":logs", "LLEN"), (":dependencies", "SCARD"), (":processed", "HLEN"), (":failed", "HLEN"),
        (":unsuccessful", "ZCARD"),
    ]

    private func weigh(_ keys: [[UInt8]]) throws(Trouble) -> [(exists: Bool, bytes: Int)] {
        var replies = try ask(
            keys.flatMap { key in
                [Command("EXISTS", key)] + Self.fields.map { .on(key, "HSTRLEN", $0) }
                    + Self.relations.flatMap { relation -> [Command] in
                        let part = key + relation.suffix.utf8
                        let usage = [Array("USAGE".utf8), part, Array("SAMPLES".utf8), Array("0".utf8)]
                        return [Command(relation.length, part), Command("MEMORY", arguments: usage)]
                    }
            })
        return try keys.map { _ throws(Trouble) in
            let exists = try replies.nextCount() > 0
            // The other fields are numbers and short names.
            var bytes = 512
            for _ in Self.fields { bytes = bytes.plus(try replies.nextCount()) }
            for _ in Self.relations {
                let count = try replies.nextCount()
                let usage = replies.reply()
                // Where the server does not report the memory, 100 bytes are assumed for each value.
                let isKnown = usage.isNull || usage.error == nil
                let used = isKnown && !usage.isNull ? try usage.count() : isKnown ? 0 : count * 100
                bytes = bytes.plus(count * 8).plus(used)
            }
            return (exists, bytes)
        }
    }
}
