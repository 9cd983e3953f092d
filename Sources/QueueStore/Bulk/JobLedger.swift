import Queues

/// What became of the jobs of an operation, by their hashes, where another server may take over: it may lack the last changes.
///
/// It has two million jobs, as many as the walk knows. Of those beyond it, no change is looked at again.
struct JobLedger {
    /// The jobs that were changed.
    private var done: Set<Int> = []
    /// The jobs whose answer did not arrive.
    private var unanswered: Set<Int> = []
    /// What moved jobs have lost, where it is something.
    private var losses: [Int: Set<JobLoss>] = [:]

    private static let limit = 2_000_000

    /// Records the outcome of a job.
    mutating func note(_ job: JobID, _ outcome: Outcome) {
        switch outcome {
        case .done, .removed, .added, .counted: break
        case .moved(_, let lost): if !lost.isEmpty { losses[job.hashValue] = lost }
        case .refused, .failed: return
        }
        if done.count < Self.limit { done.insert(job.hashValue) }
    }

    /// Records jobs whose answer did not arrive.
    mutating func note(unanswered jobs: some Sequence<JobID>) { for job in jobs { unanswered.insert(job.hashValue) } }

    /// Returns whether a job was sent and not refused.
    func isSent(_ hash: Int) -> Bool { done.contains(hash) || unanswered.contains(hash) }

    /// Takes jobs that the new primary has unchanged out of the tally and out of the ledger.
    mutating func takeBack(_ jobs: Set<Int>, from tally: inout Tally) {
        let (lost, open) = (done.intersection(jobs), unanswered.intersection(jobs))
        done.subtract(lost)
        unanswered.subtract(open)
        tally.done -= lost.count
        tally.failed -= open.count
        tally.removed.removeAll { lost.contains($0.id.hashValue) }
        for hash in lost {
            for loss in losses.removeValue(forKey: hash) ?? [] {
                let count = (tally.lost[loss] ?? 0) - 1
                tally.lost[loss] = count > 0 ? count : nil
            }
        }
    }

    /// Counts the jobs without an answer as changed: they have left their state.
    mutating func settle(in tally: inout Tally) {
        tally.failed -= unanswered.count
        tally.done += unanswered.count
        done.formUnion(unanswered)
        unanswered = []
    }
}
