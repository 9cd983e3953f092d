import Queues

/// A confirmed change, and the outcomes so far.
struct Run: Equatable, Sendable {
    /// Its operations that have not come to their end.
    private(set) var waiting: [Operation]
    /// The report on the operations that have ended.
    private(set) var report: ChangeReport
    /// The progress of the operation under way; nil before its first report.
    var progress: Progress?

    init(_ change: Change, in zone: ClockZone) {
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
