import Queues

extension State {
    /// Sends a change to the server. Every change passes here, and read-only mode refuses it here. `finding` is what
    /// the operator was warned of.
    mutating func send(_ change: Change, knowing finding: Finding?) -> [Effect] {
        if let reason = reasonAgainstChanges {
            say(.warning, reason)
            return []
        }
        runs.append(Run(change, knowing: finding, in: settings.zone))
        say(.info, ChangeWords(change, in: settings.zone).progress, isLogged: false)
        let budget = budget(for: change, knowing: finding)
        return change.operations.map { .perform($0, keeping: budget) }
    }

    /// Returns the budget for keeping removed jobs. A single job that is too large to be kept is removed only after a
    /// warning.
    private func budget(for change: Change, knowing finding: Finding?) -> UndoBudget {
        guard change.losesJobs else { return .none }
        var budget = UndoBudget.ofScreen
        if case .removal(_, .kept)? = finding { return budget }
        budget.losesLarger = true
        return budget
    }

    /// The operations that are under way or wait.
    var pending: [Operation] { runs.flatMap(\.waiting) }

    /// Takes the progress of an operation.
    mutating func take(_ progress: Progress, of operation: Operation) {
        guard let index = runs.firstIndex(where: { $0.waiting.contains(operation) }) else { return }
        runs[index].progress = progress
    }

    /// Takes the outcome of an operation. After the last one of its change, reports on the change.
    mutating func take(_ outcome: Outcome, of operation: Operation) -> [Effect] {
        let index = runs.firstIndex { $0.waiting.contains(operation) }
        var run = index.map { runs[$0] } ?? Run(Change(operation), in: settings.zone)
        run.take(outcome, of: operation)
        trash.take(outcome.removedJobs, at: clock)
        leaveRemoved(operation, outcome)
        if let index { runs[index] = run }
        guard run.waiting.isEmpty else { return [] }
        if let index { runs.remove(at: index) }
        say(run.report.kind, run.report.text(keys, counted: run.counted), isOperation: true)
        reopenForm(after: outcome, of: operation)
        return [.refresh]
    }

    /// Removes what an operation has made obsolete: marks of changed jobs, the screen of a removed job.
    private mutating func leaveRemoved(_ operation: Operation, _ outcome: Outcome) {
        guard outcome.isDone else { return }
        if case .queue(.restore(let job), _) = operation { trash.forget(job) }
        if path.top.isOver(after: operation) { goBack() }
        path.forEach { $0.forget(operation) }
    }

    /// Stops the changes under way after their batch.
    mutating func stopRuns() -> [Effect] {
        say(.info, "Stopping after this batch. \(keys[.interrupt]) again quits at once.", isLogged: false)
        return [.stop]
    }

    /// The changes whose outcome would be unknown if the program ended now, and the exports, one sentence each.
    public var underWay: [String] {
        runs.map { run in
            let words = ChangeWords(run.change, in: settings.zone)
            return words.phrase.doing(words.object) + " was under way: it may have been done or not."
        } + exports.map { "\($0.export.path) was not written: the export was under way." }
    }
}

extension Outcome {
    /// Removed jobs that can be restored.
    fileprivate var removedJobs: [RemovedJob] {
        switch self {
        case .removed(let jobs): jobs
        case .counted(let tally): tally.removed
        case .done, .added, .moved, .refused, .failed: []
        }
    }
}
