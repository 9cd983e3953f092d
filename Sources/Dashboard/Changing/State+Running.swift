import Queues

extension State {
    /// Passes the one door through which changes leave the model, and where read-only mode stands. `finding` is what
    /// the operator was warned of them.
    mutating func send(_ change: Change, knowing finding: Finding?) -> [Effect] {
        if let reason = reasonAgainstChanges {
            say(.warning, reason)
            return []
        }
        runs.append(Run(change, in: settings.zone))
        say(.info, ChangeWords(change, in: settings.zone).progress, isLogged: false)
        let budget = budget(for: change, knowing: finding)
        return change.operations.map { .perform($0, keeping: budget) }
    }

    /// Returns what is kept of removed jobs. One job that is too large to be kept is lost only after a warning.
    private func budget(for change: Change, knowing finding: Finding?) -> UndoBudget {
        guard change.losesJobs else { return .none }
        var budget = UndoBudget.ofScreen
        if case .removal(_, .kept)? = finding { return budget }
        budget.losesLarger = true
        return budget
    }

    /// Operations that are under way, or wait for their turn.
    var pending: [Operation] { runs.flatMap(\.waiting) }

    /// Takes how far an operation is.
    mutating func take(_ progress: Progress, of operation: Operation) {
        guard let index = runs.firstIndex(where: { $0.waiting.contains(operation) }) else { return }
        runs[index].progress = progress
    }

    /// Takes what became of an operation, and reports it with the last one of its run.
    mutating func take(_ outcome: Outcome, of operation: Operation) -> [Effect] {
        let index = runs.firstIndex { $0.waiting.contains(operation) }
        var run = index.map { runs[$0] } ?? Run(Change(operation), in: settings.zone)
        run.take(outcome, of: operation)
        trash.take(outcome.removedJobs, at: clock)
        leaveRemoved(operation, outcome)
        if let index { runs[index] = run }
        guard run.waiting.isEmpty else { return [] }
        if let index { runs.remove(at: index) }
        say(run.report.kind, run.report.text(keys), isOperation: true)
        reopenForm(after: outcome, of: operation)
        return [.refresh]
    }

    /// Lets go of what an operation has changed: marks that have done their duty, the screen of a job that is gone.
    private mutating func leaveRemoved(_ operation: Operation, _ outcome: Outcome) {
        guard outcome.isDone else { return }
        if case .queue(.restore(let job), _) = operation { trash.forget(job) }
        if path.top.isOver(after: operation) { goBack() }
        path.forEach { $0.forget(operation) }
    }

    /// Ends what is under way after its batch.
    mutating func stopRuns() -> [Effect] {
        say(.info, "Stopping after this batch. \(keys[.interrupt]) again quits at once.", isLogged: false)
        return [.stop]
    }

    /// What may have been done or not where the program ends now, a sentence for each change under way.
    public var underWay: [String] {
        runs.map { run in
            let words = ChangeWords(run.change, in: settings.zone)
            return words.phrase.doing(words.object) + " was under way: it may have been done or not."
        }
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
