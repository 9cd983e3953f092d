import Queues

extension Tally {
    /// Reasons that are told apart. They may name jobs, so there could be as many as jobs.
    private static let reasons = 50

    /// Whether nothing became of any job so far.
    var isEmpty: Bool { done == 0 && refused.isEmpty }

    /// Adds what became of one job; how many bytes are kept of it.
    mutating func add(_ outcome: Outcome) -> Int {
        switch outcome {
        case .done, .added, .counted: done += 1
        case .removed(let jobs):
            done += 1
            let kept = jobs.filter(\.isRestorable)
            removed += kept
            return kept.reduce(0) { $0 + $1.memory }
        case .refused(let refusal): refuse(refusal, 1)
        // The script could not change this one; the others had their turn.
        case .failed(let trouble): refuse(.invalid(trouble.words), 1)
        }
        return 0
    }

    /// So many jobs stay as they are.
    mutating func refuse(_ refusal: Refusal, _ count: Int) {
        let isTold = refused[refusal] != nil || refused.count < Self.reasons
        refused[isTold ? refusal : .invalid("other reasons."), default: 0] += count
    }
}

extension Outcome {
    /// What ended an operation early, by an outcome that holds for all its jobs.
    var trouble: Trouble? {
        switch self {
        case .failed(let trouble): trouble
        case .refused(.noPermission(let words)): .noPermission(words)
        case .refused(.readOnlyServer): .server("it has become a replica or read-only")
        case .refused(let refusal): .server("\(refusal)")
        case .done, .removed, .added, .counted: nil
        }
    }
}

extension Trouble {
    /// The server's own words where there are some.
    fileprivate var words: String {
        switch self {
        case .server(let words), .busy(let words), .noPermission(let words): words + "."
        default: "the server could not do it."
        }
    }
}
