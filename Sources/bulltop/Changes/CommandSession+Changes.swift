internal import Dashboard
internal import Queues
internal import Threads

extension CommandSession {
    /// Performs an operation. Throws where the server cannot be reached at all; a later failure is an outcome. `report`
    /// is called with the progress of an operation on many jobs, and ends it by returning false. Nothing is kept for
    /// restoring.
    func perform(_ operation: Operation, report: @escaping (Progress) -> Bool) throws(CommandFailure) -> Outcome {
        try ask { store throws(Trouble) in
            store.perform(operation, now: WallClock.now, keeping: .none, report: report)
        }
    }

    /// Finds out what an operation would do.
    func rehearse(_ operation: Operation) throws(CommandFailure) -> Rehearsal {
        try ask { store throws(Trouble) in store.rehearse(operation, now: WallClock.now) }
    }

    /// Returns the words for a change, with what the server reports about it: the number of jobs, or what is removed
    /// with them. In a trial run the jobs are counted separately.
    func words(for change: Change, isDryRun: Bool = false) throws(CommandFailure) -> ChangeWords {
        var finding: Finding?
        if let inquiry = change.inquiry, !isDryRun || inquiry.isOfRemoval {
            finding = try ask { store throws(Trouble) in
                let finding = store.find(inquiry, now: WallClock.now)
                if case .failed(let trouble) = finding { throw trouble }
                return finding
            }
        }
        return ChangeWords(change, knowing: finding, in: zone, name: shown)
    }
}

extension Inquiry {
    fileprivate var isOfRemoval: Bool { if case .removal = self { true } else { false } }
}
