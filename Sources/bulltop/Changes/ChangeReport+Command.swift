internal import Dashboard
internal import JSONText
internal import Queues

extension ChangeReport {
    /// The exit status of the program.
    var status: ExitStatus {
        if let trouble = tally.trouble { return tally.done > 0 ? .partial : trouble.status }
        if wasStopped || tally.left != 0 { return tally.ending != nil && tally.done == 0 ? .refused : .partial }
        guard !tally.refused.isEmpty else { return .success }
        return tally.done > 0 ? .partial : .refused
    }

    /// Returns the report as a document. `failure` is what ended the change early.
    func json(_ failure: CommandFailure?) -> JSON {
        .object([
            .init("asked", .number(asked)), .init("done", .number(tally.done)),
            .init("moved", .number(tally.moved)), .init("refused", reasons), .init("failed", .number(tally.failed)),
            .init("left", .number(tally.left)), .init("lost", losses), .init("error", error(failure)),
            .init("ids", .array(added.map { .bytes($0.bytes) })),
            .init("unknownOptions", .array(unknownOptions.map { .bytes($0) })),
        ])
    }

    /// Returns what a trial run has found as a line: what would be done, in these words, with the number of jobs. Where
    /// something ended it early, there may be more.
    func trialLine(_ words: String, _ failure: CommandFailure?) -> String {
        guard isIncomplete(failure) else { return "would \(words) (\(Format.count(tally.done)))" }
        if tally.done > 0 { return "would \(words) (at least \(Format.count(tally.done)))" }
        let isRefused = tally.trouble == nil && failure == nil
        return isRefused ? "would not \(words)" : "whether it would \(words) is not known"
    }

    /// Returns whether there may be more jobs than were found. A refusal of single jobs is an answer.
    private func isIncomplete(_ failure: CommandFailure?) -> Bool {
        tally.trouble != nil || failure != nil || tally.refused.keys.contains(where: \.concernsAllJobs)
    }

    /// Returns the report of a trial run as a document, with the first jobs that would be changed.
    func trialJSON(_ sample: [TriedJob], _ failure: CommandFailure?) -> JSON {
        let jobs = JSON.array(
            sample.map { .object([.init("queue", .bytes($0.queue.name)), .init("id", .bytes($0.id.bytes))]) })
        return .object([
            .init("dryRun", .boolean(true)),
            .init("count", isIncomplete(failure) && tally.done == 0 ? .null : .number(tally.done)),
            .init("sample", .array(sample.map { .bytes($0.id.bytes) })), .init("jobs", jobs), .init("refused", reasons),
            .init("lost", losses), .init("error", error(failure)),
        ])
    }

    /// The number of jobs that have lost each thing.
    private var losses: JSON {
        .object(tally.lost.sorted { $0.key < $1.key }.map { .init($0.key.rawValue, .number($0.value)) })
    }

    private var reasons: JSON {
        let jobChange = change.operations.first?.jobChange
        let all = tally.refused.sorted { ($0.value, $0.key.word) > ($1.value, $1.key.word) }
        return .array(
            all.map { refusal, count in
                .object([
                    .init("reason", .string(refusal.word)),
                    .init("text", .string(refusal.explanation(of: jobChange, isTrial: isTrial))),
                    .init("count", .number(count)),
                    .init("ids", .array((refusedJobs[refusal] ?? []).map { .bytes($0.bytes) })),
                ])
            })
    }

    private func error(_ failure: CommandFailure?) -> JSON {
        let ending = tally.ending?.explanation(of: change.operations.first?.jobChange)
        return (tally.trouble?.explanation ?? ending ?? failure?.text).map { .string($0) } ?? .null
    }
}
