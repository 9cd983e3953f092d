internal import QueueStore
internal import Queues

extension CommandSession {
    /// Performs an operation. A server that cannot be reached at all throws; what fails later is an outcome.
    func perform(_ operation: Operation, report: (Progress) -> Bool) throws(CommandFailure) -> Outcome {
        try ask { store throws(Trouble) in store.perform(operation, now: WallClock.now) }
    }

    /// How many jobs a selection has, and some of them.
    func count(_ selection: Selection) throws(CommandFailure) -> (count: Int, sample: [JobID]) {
        let summary = try ask { store throws(Trouble) in
            try store.summaries(of: [selection.queue], now: WallClock.now).first
        }
        return (summary?.counts[selection.state] ?? 0, [])
    }
}
