internal import Dashboard
internal import JSONText
internal import Queues

/// What became of a change, operation by operation added up.
struct ChangeReport {
    private(set) var done = 0
    private(set) var refused: [Refusal: Int] = [:]
    /// The jobs that were named one by one and refused.
    private var refusedJobs: [Refusal: [JobID]] = [:]
    /// What was not tried; nil where its number is unknown.
    private(set) var left: Int? = 0
    private(set) var trouble: Trouble?
    private(set) var wasStopped = false
    /// Whether an operation on many jobs has counted them.
    private var wasCounted = false
    /// What ended it before the last operation; nil where nothing did.
    private(set) var failure: CommandFailure?
    /// The ids of added jobs, where somebody wants them.
    private(set) var added: [JobID] = []

    /// The ids that the report for people shows of those that were refused for one reason.
    private static let shownIDs = 5

    /// Takes over what became of one operation. Whether to go on with the next one.
    mutating func take(_ outcome: Outcome, of operation: Operation) -> Bool {
        switch outcome {
        case .done, .removed: done += 1
        case .added(let id, let isNew):
            added.append(id)
            if isNew { done += 1 } else { refused[.exists, default: 0] += 1 }
        case .counted(let tally):
            done += tally.done
            refused.merge(tally.refused) { $0 + $1 }
            left = tally.left
            wasCounted = true
            trouble = tally.trouble
            return trouble == nil
        case .refused(.absent) where operation.isTidy: break
        case .refused(let refusal):
            refused[refusal, default: 0] += 1
            if case .job(_, let target) = operation { refusedJobs[refusal, default: []].append(target.job) }
        case .failed(let trouble):
            self.trouble = trouble
            return false
        }
        return true
    }

    /// It was ended by the user; so many operations were not tried.
    mutating func stop(left: Int?) {
        wasStopped = true
        self.left = left
    }

    /// It ended early, after some of it was done.
    mutating func fail(_ failure: CommandFailure) {
        self.failure = failure
        left = nil
    }

    /// How the program ends.
    var status: ExitStatus {
        if let trouble { return done > 0 ? .partial : trouble.status }
        if wasStopped || left != 0 { return .partial }
        guard !refused.isEmpty else { return .success }
        return done > 0 ? .partial : .refused
    }

    /// The report for people, a sentence a line.
    func lines(_ change: Change, show: ([UInt8]) -> String) -> [String] {
        var lines: [String] = []
        if done > 0 || refused.isEmpty && trouble == nil {
            let number = change.isBulk ? " (\(Format.count(done)))" : ""
            lines.append("\(change.verb.done) \(change.object)\(number)")
        }
        for (refusal, count) in refused.sorted(by: { $0.value > $1.value }) {
            lines.append("did not \(change.verb.plain) \(name(count, refusal, change, show)): \(refusal.explanation)")
        }
        if wasStopped { lines.append("stopped" + (left.map { $0 > 0 ? ": \(Format.count($0)) left" : "" } ?? "")) }
        if let trouble {
            lines.append("what was under way may have been done or not: \(trouble.explanation)")
        }
        if let text = failure?.text { lines.append(text) }
        return lines
    }

    /// What was refused: all that the change is for, or so many of its jobs, and which ones.
    private func name(
        _ count: Int, _ refusal: Refusal, _ change: Change, _ show: ([UInt8]) -> String
    ) -> String {
        if change.count == 1, !wasCounted { return change.object }
        let jobs = refusedJobs[refusal] ?? []
        guard !jobs.isEmpty else { return Format.count(count) }
        let more = jobs.count > Self.shownIDs ? ", ..." : ""
        return
            "\(Format.count(count)) (\(jobs.prefix(Self.shownIDs).map { show($0.bytes) }.joined(separator: ", "))\(more))"
    }

    /// The report as a document.
    var json: JSON {
        let reasons = refused.sorted { ($0.value, $0.key.word) > ($1.value, $1.key.word) }.map { refusal, count in
            JSON.object([
                .init("reason", .string(refusal.word)), .init("text", .string(refusal.explanation)),
                .init("count", .number(count)),
                .init("ids", .array((refusedJobs[refusal] ?? []).map { .bytes($0.bytes) })),
            ])
        }
        return .object([
            .init("done", .number(done)), .init("refused", .array(reasons)), .init("left", .number(left)),
            .init("error", (trouble?.explanation ?? failure?.text).map { .string($0) } ?? .null),
            .init("ids", .array(added.map { .bytes($0.bytes) })),
        ])
    }
}

extension Operation {
    /// Whether it removes what need not be there.
    fileprivate var isTidy: Bool {
        if case .queue(.removePriorityKey, _) = self { true } else { false }
    }
}

extension Refusal {
    /// A word for programs: the name of the case.
    fileprivate var word: String { String(String(describing: self).prefix { $0 != "(" }) }
}
