internal import Dashboard
internal import Queues

extension CommandSession {
    /// Performs an operation. A server that cannot be reached at all throws; what fails later is an outcome. `report` is
    /// told how far an operation on many jobs is, and ends it where it returns false. Nothing is kept for an undo.
    func perform(_ operation: Operation, report: (Progress) -> Bool) throws(CommandFailure) -> Outcome {
        try ask { store throws(Trouble) in
            store.perform(operation, now: WallClock.now, keeping: .none, report: report)
        }
    }

    /// How many jobs or queues an operation would be for, and some of the jobs.
    func count(_ operation: Operation) throws(CommandFailure) -> (count: Int, sample: [JobID]) {
        switch operation {
        case .jobs(_, let selection):
            let found = try ask { store throws(Trouble) in try store.count(selection) }
            return (found.count, found.sample.map(\.id))
        case .job(let change, let target):
            guard change != .removeMissing else { return (1, [target.job]) }
            return try isThere(target) ? (1, [target.job]) : (0, [])
        case .queue(let change, let queue):
            let found = try ask { store throws(Trouble) in try store.count(change, of: queue, now: WallClock.now) }
            return found.map { ($0.count, $0.sample.map(\.id)) } ?? (1, [])
        }
    }

    /// Whether a job exists, in the state that was told.
    private func isThere(_ target: Operation.Target) throws(CommandFailure) -> Bool {
        let request = JobRequest(queue: target.queue, id: target.job)
        let content = try ask { store throws(Trouble) in try store.answer(.job(request), now: WallClock.now).content }
        guard case .job(let job?) = content else { return false }
        return target.state == nil || job.row.state == target.state
    }

    /// The words for a change, with what the server tells of it: how many jobs it is for, or what goes with them. On a trial
    /// run jobs are counted by themselves.
    func words(for change: Change) throws(CommandFailure) -> ChangeWords {
        var finding: Finding?
        if let inquiry = change.inquiry, !parameters.isDryRun || inquiry.isOfRemoval {
            finding = try ask { store throws(Trouble) in
                let finding = store.find(inquiry, now: WallClock.now)
                if case .failed(let trouble) = finding { throw trouble }
                return finding
            }
        }
        return ChangeWords(change, knowing: finding, name: shown)
    }
}

extension Inquiry {
    fileprivate var isOfRemoval: Bool { if case .removal = self { true } else { false } }
}
