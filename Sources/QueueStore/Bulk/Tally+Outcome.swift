import Queues

extension Tally {
    /// Reasons that are counted apart. They may name jobs, so there could be as many as jobs.
    private static let reasons = 50

    /// Whether nothing became of any job so far.
    var isEmpty: Bool { done == 0 && refused.isEmpty && failed == 0 }

    /// Adds what became of one job; how many bytes are kept of it.
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
        // The script could not change this one; the others had their turn.
        case .failed(let trouble): refuse(Refusal(trouble) ?? .server(.other("no answer")), 1)
        }
        return 0
    }

    /// A number of jobs stay as they are.
    mutating func refuse(_ refusal: Refusal, _ count: Int) {
        let isTold = refused[refusal] != nil || refused.count < Self.reasons
        refused[isTold ? refusal : .invalid("other reasons."), default: 0] += count
    }
}
