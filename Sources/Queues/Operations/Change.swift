/// The operations that one confirmation allows, performed one after the other.
public struct Change: Hashable, Sendable {
    /// The operations; none where jobs are added as they are read.
    public let operations: [Operation]
    /// The queue that jobs are added to as they are read, whatever their number; nil for other changes.
    public let filledQueue: QueueID?
    /// Whether it is for all queues, without a name of any.
    public let isForAll: Bool

    /// Creates a change of these operations.
    public init(_ operations: [Operation], isForAll: Bool = false) {
        self.operations = operations
        filledQueue = nil
        self.isForAll = isForAll
    }

    /// Creates a change of one operation.
    public init(_ operation: Operation) { self.init([operation]) }

    /// Creates a change that adds jobs to a queue as they are read.
    public init(filling queue: QueueID) {
        operations = []
        filledQueue = queue
        isForAll = false
    }

    /// The confirmation of a change.
    public enum Caution: Hashable, Sendable {
        case none, yes
        /// The operator types this name: of the queue, or of what the connection is marked as.
        case name([UInt8])
    }

    /// The word that is typed on production where no queue's name stands for the whole change.
    public static let production = Array("production".utf8)

    /// Whether it is for several jobs or queues, or for what may be many jobs.
    public var isForMany: Bool { filledQueue != nil || operations.count > 1 || operations.contains(where: \.isForMany) }

    /// Whether it removes jobs that can be restored.
    public var losesJobs: Bool { operations.contains { $0.traits.loss == .jobs } }

    /// Whether it removes jobs for good.
    public var isDestructive: Bool { operations.contains { $0.traits.isDestructive } }

    /// The queue of all operations; nil where there are several.
    public var queue: QueueID? {
        guard let first = operations.first?.queue else { return filledQueue }
        return operations.allSatisfy { $0.queue == first } ? first : nil
    }

    /// Returns how it is confirmed, on the screen and on the command line. On a connection that is marked as
    /// production, a change for several jobs or queues requires a name.
    public func caution(onProduction isProduction: Bool) -> Caution {
        guard isDestructive || isForMany && isProduction else {
            let isAsked = operations.contains { $0.isForMany || $0.traits.isAsked }
            return isAsked || isForAll || filledQueue != nil ? .yes : .none
        }
        guard let name = queue?.name else { return .name(Self.production) }
        if !name.isEmpty { return .name(name) }
        // An empty name of a queue cannot be typed.
        return isProduction ? .name(Self.production) : .yes
    }
}

extension Change {
    /// The selections of its operations.
    public var selections: [Selection] {
        operations.compactMap { if case .jobs(_, let selection) = $0 { selection } else { nil } }
    }

    /// The inquiry that must be answered before it can be confirmed; nil where everything is known.
    public var inquiry: Inquiry? {
        if case .move? = operations.first?.jobChange { return .rehearsal(operations) }
        if !selections.isEmpty { return .selections(selections) }
        switch operations.first {
        case .queue(let change, _)? where change.traits.isCounted: return .jobs(of: change, operations.map(\.queue))
        case .job(.remove(let children), _)?:
            return .removal(
                operations.compactMap { if case .job(_, let target) = $0 { target } else { nil } }, children: children)
        case .queue, .job, .jobs, nil: return nil
        }
    }

    /// Returns whether the findings show that it would change nothing.
    public func isPointless(knowing finding: Finding) -> Bool {
        switch finding {
        case .refused, .failed, .removal(_, .vanished): return true
        case .losses(count: 0, _, _): return true
        case .jobs(count: 0, _):
            // A queue without jobs can still be obliterated.
            return !operations.contains { if case .queue(.obliterate, _) = $0 { true } else { false } }
        case .jobs, .losses, .removal, .data, .scheduler, .places: return false
        }
    }
}
