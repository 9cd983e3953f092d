import Queues

extension State {
    /// The object of a change of jobs.
    enum Subject: Equatable {
        case job(Operation.Target)
        case selections([Selection])
    }

    /// Returns the marked jobs that can be changed, or else the job under the cursor; nil without one.
    func subject(of change: JobChange) -> Subject? {
        if hasMarks {
            let meant = marked(for: change).meant
            return meant.isEmpty ? nil : .selections(meant)
        }
        let group = path.top.group
        if !group.isEmpty { return .selections(group) }
        return target.map { .job($0) }
    }

    /// Returns the marked jobs that a change is for: those in its usual state, or else in all in which it is possible; and the
    /// other ones in which it is possible.
    private func marked(for change: JobChange) -> (meant: [Selection], left: [Selection]) {
        let possible = path.top.markedSelections.filter { change.traits.reason(against: $0.state) == nil }
        let usual = possible.filter { $0.state == change.traits.usualState }
        return usual.isEmpty ? (possible, []) : (usual, possible.filter { $0.state != change.traits.usualState })
    }

    /// Returns a sentence about marked jobs that a change leaves as they are, though it would be possible; nil where
    /// there are none.
    func wordsOfLeft(by change: JobChange) -> String? {
        guard hasMarks, case let marked = marked(for: change), let meant = marked.meant.first,
            let left = marked.left.first
        else { return nil }
        return "Only \(meant.state.rawValue) jobs are meant: \(left.state.rawValue) ones stay as they are."
    }

    /// The object of a change of queues: the marked ones, or else the one on the screen.
    var subjectQueues: [QueueID] {
        let marked = path.top.markedQueues
        return marked.isEmpty ? currentQueue.map { [$0] } ?? [] : marked
    }

    /// Returns the reason why a change cannot be made to the marked jobs, or to the one under the cursor; nil where it
    /// can.
    func reasonAgainst(_ change: JobChange) -> String? {
        if let reason = reasonAgainst({ change.traits.reason(against: $0) }) { return reason }
        if hasMarks { return nil }
        if case .clearLogs = change, path.top.targetLogLines == 0 { return "The job has no log." }
        return path.top.targetRow.flatMap { change.traits.reason(against: $0) }
    }

    /// Returns the reason against an action that `reason` forbids for some states of jobs; nil where the action is
    /// possible.
    func reasonAgainst(_ reason: (JobState) -> String?) -> String? {
        if hasMarks {
            let reasons = path.top.markedStates.map(reason)
            return reasons.contains { $0 == nil }
                ? nil : reasons.compactMap { $0 }.first ?? path.top.reasonWithoutTarget(keys)
        }
        if let first = path.top.group.first { return reason(first.state) }
        guard let target else { return path.top.reasonWithoutTarget(keys) }
        if isBusy(target) { return "An operation on this job is under way." }
        return target.state.flatMap(reason)
    }

    /// Returns the reason why a change cannot be made to these queues; nil where it can.
    func reasonAgainst(_ change: QueueChange) -> String? {
        let queues = subjectQueues
        guard !queues.isEmpty else { return "There is no queue under the cursor." }
        guard queues.count > 1 else { return nil }
        return change.traits.isDestructive
            ? "It asks for the queue's name: one queue at a time, \(keys[.mark(.clear)]) clears the marks." : nil
    }

    private func isBusy(_ target: Operation.Target) -> Bool {
        pending.contains { operation in
            guard case .job(_, let other) = operation else { return false }
            return other.queue == target.queue && other.job == target.job
        }
    }
}
