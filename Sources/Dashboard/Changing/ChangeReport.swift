public import Queues

/// What became of a change, operation by operation added up, for the screen and the command line.
public struct ChangeReport: Equatable, Sendable {
    /// What was to be done.
    public let change: Change
    /// What became of its jobs or queues.
    public private(set) var tally = Tally()
    /// The jobs that were named one by one and refused.
    public private(set) var refusedJobs: [Refusal: [JobID]] = [:]
    /// The ids of added jobs, or those under which they exist already.
    public private(set) var added: [JobID] = []
    /// The options of added jobs that their library does not know, and that were kept.
    public private(set) var unknownOptions: [[UInt8]] = []
    /// Operations that came to their end.
    public private(set) var operations = 0
    /// Whether an operation on many jobs has counted them.
    private(set) var wasCounted = false
    /// Whether an operation on many jobs was refused as a whole, before its jobs were counted.
    private(set) var isUncounted = false
    /// Whether it was ended before it had come to its end by itself.
    public private(set) var wasStopped = false

    /// The zone of the moments in its sentences.
    let zone: ClockZone
    /// Whether nothing was done, and it says what would be.
    public let isTrial: Bool

    /// Creates a report in which nothing was done yet, or of a trial, in which nothing will be. Moments are as the clock of
    /// the zone shows them.
    public init(_ change: Change, in zone: ClockZone = .utc, isTrial: Bool = false) {
        self.change = change
        self.zone = zone
        self.isTrial = isTrial
    }

    /// Takes over what became of one of the operations. Returns whether the next one may follow.
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
        // How many jobs those are that it was for was not found out.
        switch outcome {
        case .failed where operation.isForMany: (tally.failed, tally.left) = (0, nil)
        case .refused where operation.isForMany: isUncounted = true
        case .done, .removed, .added, .moved, .counted, .refused, .failed: break
        }
        return tally.trouble == nil && tally.ending == nil
    }

    /// It was ended before its end; a number of operations were not tried; nil where that number is unknown.
    public mutating func stop(left: Int?) {
        wasStopped = true
        tally.left = left
    }

    /// All jobs or queues that it was for: what was done, had moved, was refused, failed and was not tried; nil where their number
    /// is unknown.
    public var asked: Int? { isUncounted ? nil : tally.asked }

    /// Some of what it was for could not even become an operation, for this reason.
    public mutating func leaveOut(_ count: Int, _ refusal: Refusal) {
        if count > 0 { tally.refused[refusal, default: 0] += count }
    }

    /// The operations that were not begun, where each is for one job or queue; nil where some are for many.
    public var untriedOperations: Int? {
        let rest = change.operations.dropFirst(operations)
        return change.filledQueue != nil || rest.contains(where: \.isForMany) ? nil : rest.count
    }

    /// Whether all was done that was asked for.
    public var isWhole: Bool {
        tally.refused.isEmpty && tally.left == 0 && tally.trouble == nil && tally.ending == nil && !wasStopped
    }
}
