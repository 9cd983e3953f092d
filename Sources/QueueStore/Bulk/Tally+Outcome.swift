import Queues

extension Tally {
    /// The maximum number of reasons that are counted separately. Reasons may name jobs, so there could be as many as
    /// jobs.
    private static let reasons = 50

    /// Whether no job has an outcome so far.
    var isEmpty: Bool { done == 0 && refused.isEmpty && failed == 0 }

    /// Adds the outcome of one job, and returns the number of bytes that are kept of it.
    mutating func add(_ outcome: Outcome) -> Int {
        switch outcome {
        case .done, .added, .counted: done += 1
        case .moved(_, let losses):
            done += 1
            note(losses)
        case .removed(let jobs):
            done += 1
            let kept = jobs.filter(\.isRestorable)
            removed += kept
            return kept.reduce(0) { $0 + $1.memory }
        case .refused(let refusal): refuse(refusal, 1)
        // The script could not change this job; the others were processed.
        case .failed(let trouble): refuse(Refusal(trouble) ?? .server(.other("no answer")), 1)
        }
        return 0
    }

    /// Counts a number of jobs as refused.
    mutating func refuse(_ refusal: Refusal, _ count: Int) {
        let isTold = refused[refusal] != nil || refused.count < Self.reasons
        refused[isTold ? refusal : .invalid("other reasons."), default: 0] += count
    }

    /// Keeps each removed job once, as it was removed last: a child goes again with a parent that is removed again.
    mutating func dropRepeatedRemovals() {
        var known: Set<JobPlace> = []
        removed = removed.reversed().filter { known.insert(JobPlace(queue: $0.queue, id: $0.id)).inserted }.reversed()
    }
}
