/// What one yes lets happen: operations, one after the other.
public struct Change: Hashable, Sendable {
    /// The operations; none where they come one by one.
    public let operations: [Operation]
    /// The queue that jobs are added to as they are read, whatever their number; nil for other changes.
    public let filledQueue: QueueID?
    /// Whether it is for all queues that there are, which nobody has named one by one.
    public let isForAll: Bool

    /// These operations.
    public init(_ operations: [Operation], isForAll: Bool = false) {
        self.operations = operations
        filledQueue = nil
        self.isForAll = isForAll
    }

    /// One operation.
    public init(_ operation: Operation) { self.init([operation]) }

    /// Jobs are added to a queue, as they are read.
    public init(filling queue: QueueID) {
        operations = []
        filledQueue = queue
        isForAll = false
    }

    /// How a change is confirmed.
    public enum Caution: Hashable, Sendable {
        case none, yes
        /// By typing this name, of the queue or of what the connection is marked as.
        case name([UInt8])
    }

    /// What is to be typed on production where no queue's name stands for all of it.
    public static let production = Array("production".utf8)

    /// Whether it is for several jobs or queues, or for what may be many jobs.
    public var isForMany: Bool { filledQueue != nil || operations.count > 1 || operations.contains(where: \.isForMany) }

    /// Whether jobs go away by it that can be restored.
    public var losesJobs: Bool { operations.contains { $0.traits.loss == .jobs } }

    /// Whether jobs are gone for good by it.
    public var isDestructive: Bool { operations.contains { $0.traits.isDestructive } }

    /// The queue that all of it is in; nil where there are several.
    public var queue: QueueID? {
        guard let first = operations.first?.queue else { return filledQueue }
        return operations.allSatisfy { $0.queue == first } ? first : nil
    }

    /// Returns how it is to be confirmed, on the screen and on the command line. Where the connection is marked as
    /// production, what is for several jobs or queues wants a name.
    public func caution(onProduction isProduction: Bool) -> Caution {
        guard isDestructive || isForMany && isProduction else {
            let isAsked = operations.contains { $0.isForMany || $0.traits.isAsked }
            return isAsked || isForAll || filledQueue != nil ? .yes : .none
        }
        guard let name = queue?.name else { return .name(Self.production) }
        if !name.isEmpty { return .name(name) }
        // Nobody can type the name of a queue that has none.
        return isProduction ? .name(Self.production) : .yes
    }
}

extension Change {
    /// The selections, where its operations go through some.
    public var selections: [Selection] {
        operations.compactMap { if case .jobs(_, let selection) = $0 { selection } else { nil } }
    }

    /// What is to be found out before it can be confirmed; nil where everything is known.
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

    /// Returns whether nothing can come of it, as far as was found out.
    public func isPointless(knowing finding: Finding) -> Bool {
        switch finding {
        case .refused, .failed, .removal(_, .vanished): return true
        case .losses(count: 0, _, _): return true
        case .jobs(count: 0, _):
            // A queue can be obliterated without jobs.
            return !operations.contains { if case .queue(.obliterate, _) = $0 { true } else { false } }
        case .jobs, .losses, .removal, .data, .scheduler, .places: return false
        }
    }
}
