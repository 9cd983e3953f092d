import Queues

/// Operations that one yes has let out, and what became of them so far.
struct Run: Equatable, Sendable {
    let plan: Plan
    /// Those that have not come to their end.
    private(set) var waiting: [Operation]
    /// What became of the others.
    private(set) var tally = Tally()
    /// How far the operation under way is; nil until it tells.
    var progress: Progress?

    init(_ plan: Plan) {
        self.plan = plan
        waiting = plan.operations
    }

    /// Takes what became of one of its operations.
    mutating func take(_ outcome: Outcome, of operation: Operation) {
        if let index = waiting.firstIndex(of: operation) { waiting.remove(at: index) }
        tally.take(outcome)
        progress = nil
    }
}
