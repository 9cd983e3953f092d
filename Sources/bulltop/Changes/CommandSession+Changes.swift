internal import QueueStore
internal import Queues

extension CommandSession {
    /// Performs an operation. A server that cannot be reached at all throws; what fails later is an outcome. `report` is
    /// told how far an operation on many jobs is, and ends it where it returns false. Nothing is kept for an undo.
    func perform(_ operation: Operation, report: (Progress) -> Bool) throws(CommandFailure) -> Outcome {
        try ask { store throws(Trouble) in
            store.perform(operation, now: WallClock.now, keeping: .none, report: report)
        }
    }

    /// How many jobs a selection has, and some of them.
    func count(_ selection: Selection) throws(CommandFailure) -> (count: Int, sample: [JobID]) {
        let found = try ask { store throws(Trouble) in try store.count(selection) }
        return (found.count, found.sample.map(\.id))
    }
}
