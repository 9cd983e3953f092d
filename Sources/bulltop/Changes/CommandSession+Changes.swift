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
            guard change != .removeGhost else { return (1, [target.job]) }
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

    /// Whether somebody will read how much it is: before the question, and on a trial run.
    var isExplained: Bool { !parameters.isSure || parameters.isDryRun }

    /// Children are counted up to this number.
    private static let mostChildren = 10_000

    /// `, with 3 children`, where removing jobs takes those away as well.
    func children(of jobs: [JobID], in queue: QueueID) throws(CommandFailure) -> String {
        guard isExplained else { return "" }
        var total = ChildCount(jobs: 0)
        for job in jobs where total.isComplete {
            let found = try ask { store throws(Trouble) in
                try store.childCount(of: job, in: queue, limit: Self.mostChildren)
            }
            total = ChildCount(jobs: total.jobs + found.jobs, isComplete: found.isComplete)
        }
        guard total.jobs > 0 || !total.isComplete else { return "" }
        let children = Format.count(total.jobs, "child", "children")
        return total.isComplete ? ", with \(children)" : ", with more than \(children)"
    }
}
