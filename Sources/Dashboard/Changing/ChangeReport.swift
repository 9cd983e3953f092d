public import Queues

/// The outcome of a change, added up over its operations, for the screen and the command line.
public struct ChangeReport: Equatable, Sendable {
    /// The change that was asked for.
    public let change: Change
    /// The counts of outcomes of its jobs or queues.
    public private(set) var tally = Tally()
    /// The jobs that were named one by one and refused.
    public private(set) var refusedJobs: [Refusal: [JobID]] = [:]
    /// The ids of added jobs, or those under which they already exist.
    public private(set) var added: [JobID] = []
    /// The options of added jobs that their library does not know, and that were kept.
    public private(set) var unknownOptions: [[UInt8]] = []
    /// The number of operations that have ended.
    public private(set) var operations = 0
    /// Whether an operation on many jobs has counted them.
    private(set) var wasCounted = false
    /// Whether an operation on many jobs was refused as a whole, before its jobs were counted.
    private(set) var isUncounted = false
    /// Whether the change was stopped before its end.
    public private(set) var wasStopped = false

    /// The zone of the moments in its sentences.
    let zone: ClockZone
    /// Whether it is a trial, in which nothing is done, and the report is on what would be done.
    public let isTrial: Bool

    /// Creates an empty report, or one of a trial. Moments are shown in the zone.
    public init(_ change: Change, in zone: ClockZone = .utc, isTrial: Bool = false) {
        self.change = change
        self.zone = zone
        self.isTrial = isTrial
    }

    /// Adds the outcome of one of the operations. Returns whether the next one may follow.
    @discardableResult
    public mutating func take(_ outcome: Outcome, of operation: Operation) -> Bool {
        operations += 1
        switch outcome {
        case .added(let id, _, let unknown):
            added.append(id)
            unknownOptions += unknown.filter { !unknownOptions.contains($0) }
        case .moved(let id, _): added.append(id)
        case .counted: wasCounted = true
        case .refused(.absent) where operation.traits.isTidying: return true
        case .refused(let refusal):
            if case .job(_, let target) = operation { refusedJobs[refusal, default: []].append(target.job) }
        case .done, .removed, .failed: break
        }
        tally.take(outcome)
        // The number of jobs in the operation is unknown.
        switch outcome {
        case .failed where operation.isForMany: (tally.failed, tally.left) = (0, nil)
        case .refused where operation.isForMany: isUncounted = true
        case .done, .removed, .added, .moved, .counted, .refused, .failed: break
        }
        return tally.trouble == nil && tally.ending == nil
    }

    /// Records that the change was stopped, with the number of operations that were not tried; nil where it is unknown.
    public mutating func stop(left: Int?) {
        wasStopped = true
        tally.left = left
    }

    /// The number of all jobs or queues of the change: done, in another state, refused, failed and not tried; nil where
    /// it is unknown.
    public var asked: Int? { isUncounted ? nil : tally.asked }

    /// Counts jobs or queues for which no operation could be made, for this reason.
    public mutating func leaveOut(_ count: Int, _ refusal: Refusal) {
        if count > 0 { tally.refused[refusal, default: 0] += count }
    }

    /// The number of operations that were not begun, where each is for one job or queue; nil where some are for many.
    public var untriedOperations: Int? {
        let rest = change.operations.dropFirst(operations)
        return change.filledQueue != nil || rest.contains(where: \.isForMany) ? nil : rest.count
    }

    /// Whether everything that was asked for was done.
    public var isWhole: Bool {
        tally.refused.isEmpty && tally.left == 0 && tally.trouble == nil && tally.ending == nil && !wasStopped
    }
}
