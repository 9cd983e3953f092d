import Queues

/// A confirmed change, and the outcomes so far.
struct Run: Equatable, Sendable {
    /// Its operations that have not come to their end.
    private(set) var waiting: [Operation]
    /// The report on the operations that have ended.
    private(set) var report: ChangeReport
    /// The progress of the operation under way; nil before its first report.
    var progress: Progress?
    /// The number of jobs that the question named; nil where it named none.
    let counted: Int?

    init(_ change: Change, knowing finding: Finding? = nil, in zone: ClockZone) {
        counted = finding?.counted?.count
        waiting = change.operations
        report = ChangeReport(change, in: zone)
    }

    var change: Change { report.change }

    /// Adds the outcome of one of its operations.
    mutating func take(_ outcome: Outcome, of operation: Operation) {
        if let index = waiting.firstIndex(of: operation) { waiting.remove(at: index) }
        report.take(outcome, of: operation)
        progress = nil
    }
}
