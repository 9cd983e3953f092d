internal import Dashboard
internal import JSONText
internal import Queues
internal import Threads

extension CommandSession {
    /// The maximum number of items of each kind that are listed.
    private static let namedLeftovers = 1_000

    /// Prints what is left over in a queue, and how it is removed.
    func printLeftovers(of queue: QueueID) throws(CommandFailure) {
        let found = try ask { store throws(Trouble) in
            try store.leftovers(of: queue, limit: Self.namedLeftovers, now: WallClock.now)
        }
        findings.note(found.unreadable, isPart: true)
        guard output.format == .table else {
            return try output.print(
                JSON.object([
                    .init("dryRun", .boolean(true)), .init("unlisted", .number(found.unlisted)),
                    .init("ids", .array(found.jobs.map { .bytes($0.id.bytes) })),
                    .init("refused", found.refusal.map { .string($0.explanation(of: nil)) } ?? .null),
                    .init("danglingDeduplicationKeys", .number(found.dangling)),
                    .init("deduplicationIds", .array(found.deduplicationIDs.map { .bytes($0) })),
                ]))
        }
        if let refusal = found.refusal {
            try output.print(["unlisted jobs cannot be found: \(refusal.explanation(of: nil))"])
        } else {
            try output.print(["\(Format.count(found.unlisted ?? 0, "unlisted job")), which --unlisted removes"])
        }
        try output.print(found.jobs.map { "  " + shown($0.id.bytes) })
        let keys = Format.count(found.dangling, "deduplication key")
        try output.print(["\(keys) whose job is gone, which remove-deduplication removes"])
        try output.print(found.deduplicationIDs.map { "  " + shown($0) })
    }
}
