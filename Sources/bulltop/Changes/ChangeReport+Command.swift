internal import Dashboard
internal import JSONText
internal import Queues

extension ChangeReport {
    /// How the program ends.
    var status: ExitStatus {
        if let trouble = tally.trouble { return tally.done > 0 ? .partial : trouble.status }
        if wasStopped || tally.left != 0 { return tally.ending != nil && tally.done == 0 ? .refused : .partial }
        guard !tally.refused.isEmpty else { return .success }
        return tally.done > 0 ? .partial : .refused
    }

    /// The report as a document. `failure` is what ended it early.
    func json(_ failure: CommandFailure?) -> JSON {
        let jobChange = change.operations.first?.jobChange
        let reasons = tally.refused.sorted { ($0.value, $0.key.word) > ($1.value, $1.key.word) }
            .map { refusal, count in
                JSON.object([
                    .init("reason", .string(refusal.word)),
                    .init("text", .string(refusal.explanation(of: jobChange))), .init("count", .number(count)),
                    .init("ids", .array((refusedJobs[refusal] ?? []).map { .bytes($0.bytes) })),
                ])
            }
        return .object([
            .init("asked", .number(tally.asked)), .init("done", .number(tally.done)),
            .init("moved", .number(tally.moved)),
            .init("refused", .array(reasons)), .init("failed", .number(tally.failed)),
            .init("left", .number(tally.left)),
            .init(
                "error",
                (tally.trouble?.explanation ?? tally.ending?.explanation(of: jobChange) ?? failure?.text).map {
                    .string($0)
                } ?? .null),
            .init("ids", .array(added.map { .bytes($0.bytes) })),
            .init("unknownOptions", .array(unknownOptions.map { .bytes($0) })),
        ])
    }
}
