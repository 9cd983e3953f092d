internal import Dashboard
internal import JSONText
internal import Queues

/// What became of a change, operation by operation added up.
struct ChangeReport {
    private(set) var tally = Tally()
    /// The jobs that were named one by one and refused.
    private var refusedJobs: [Refusal: [JobID]] = [:]
    private var wasStopped = false
    /// Whether an operation on many jobs has counted them.
    private var wasCounted = false
    /// What ended it before the last operation; nil where nothing did.
    private var failure: CommandFailure?
    /// The ids of added jobs, where somebody wants them.
    private(set) var added: [JobID] = []

    /// The ids that the report for people shows of those that were refused for one reason.
    private static let shownIDs = 5

    /// Takes over what became of one operation. Whether to go on with the next one.
    mutating func take(_ outcome: Outcome, of operation: Operation) -> Bool {
        switch outcome {
        case .added(let id, _): added.append(id)
        case .counted: wasCounted = true
        case .refused(.absent) where operation.isTidy: return true
        case .refused(let refusal):
            if case .job(_, let target) = operation { refusedJobs[refusal, default: []].append(target.job) }
        case .done, .removed, .failed: break
        }
        tally.take(outcome)
        return tally.trouble == nil
    }

    /// It was ended by the user; so many operations were not tried.
    mutating func stop(left: Int?) {
        wasStopped = true
        tally.left = left
    }

    /// It ended early, after some of it was done.
    mutating func fail(_ failure: CommandFailure) {
        self.failure = failure
        tally.left = nil
    }

    /// How the program ends.
    var status: ExitStatus {
        if let trouble = tally.trouble { return tally.done > 0 ? .partial : trouble.status }
        if wasStopped || tally.left != 0 { return .partial }
        guard !tally.refused.isEmpty else { return .success }
        return tally.done > 0 ? .partial : .refused
    }

    /// The report for people, a sentence a line.
    func lines(_ change: Change, show: ([UInt8]) -> String) -> [String] {
        var lines: [String] = []
        if tally.done > 0 || tally.refused.isEmpty && tally.trouble == nil {
            lines.append(success(change))
        }
        for (refusal, count) in tally.refused.sorted(by: { $0.value > $1.value }) {
            let words = self.words(count, refusal, change, show)
            lines.append("did not \(words): \(refusal.explanation(of: change.jobChange))")
        }
        if wasStopped {
            lines.append("stopped" + (tally.left.map { $0 > 0 ? ": \(Format.count($0)) left" : "" } ?? ""))
        }
        if let trouble = tally.trouble {
            lines.append("what was under way may have been done or not: \(trouble.explanation)")
        }
        if let text = failure?.text { lines.append(text) }
        return lines
    }

    /// What was done, and how much of it: of jobs or queues that were named, only where it is not all.
    private func success(_ change: Change) -> String {
        let (done, whole) = (Format.count(tally.done), change.phrase.past(change.object))
        guard change.namesSeveral else { return whole + (change.isBulk ? " (\(done))" : "") }
        return tally.done == change.count ? whole : change.phrase.past("\(done) of \(change.object)")
    }

    /// What was refused: all that the change is for, or so many of its jobs, and which ones.
    private func words(
        _ count: Int, _ refusal: Refusal, _ change: Change, _ show: ([UInt8]) -> String
    ) -> String {
        if wasCounted { return "\(change.phrase.verb.plain) \(Format.count(count))" }
        if change.count == 1 { return change.phrase.plain(change.object) }
        let jobs = refusedJobs[refusal] ?? []
        guard !jobs.isEmpty else { return "\(change.phrase.verb.plain) \(Format.count(count))" }
        let shown = jobs.prefix(Self.shownIDs).map { show($0.bytes) }.joined(separator: ", ")
        return change.phrase.plain("\(Format.count(count)) (\(shown)\(jobs.count > Self.shownIDs ? ", ..." : ""))")
    }

    /// The report as a document.
    func json(_ change: Change) -> JSON {
        let reasons = tally.refused.sorted { ($0.value, $0.key.word) > ($1.value, $1.key.word) }
            .map { refusal, count in
                JSON.object([
                    .init("reason", .string(refusal.word)),
                    .init("text", .string(refusal.explanation(of: change.jobChange))), .init("count", .number(count)),
                    .init("ids", .array((refusedJobs[refusal] ?? []).map { .bytes($0.bytes) })),
                ])
            }
        return .object([
            .init("done", .number(tally.done)), .init("refused", .array(reasons)), .init("left", .number(tally.left)),
            .init("error", (tally.trouble?.explanation ?? failure?.text).map { .string($0) } ?? .null),
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
