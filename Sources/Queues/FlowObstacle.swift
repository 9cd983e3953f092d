/// The reason why a child keeps its parent from continuing (glossary: block).
public enum FlowObstacle: String, Sendable {
    /// It failed, and the parent fails with it.
    case failsParent
    /// It failed, and the parent waits until it is retried or removed.
    case failed
    /// The parent names it, and its job hash does not exist.
    case vanished
    /// Its job hash exists, and no list has its id.
    case unlisted
}

extension FlowNode {
    /// The reason why it blocks its parent; nil where it does not, and where that is unknown.
    public var obstacle: FlowObstacle? { isAwaited ? fault : nil }

    /// The reason why it would block its parent if that waits for it; nil where it would not, and where that is unknown.
    public var fault: FlowObstacle? {
        guard !isMoving else { return nil }
        switch role {
        case .failed: return .failsParent
        case .pending:
            if state == .failed { return .failed }
            // For a job that could not be read it is unknown.
            guard unreadable.isEmpty else { return nil }
            if name == nil { return .vanished }
            return state == nil ? .unlisted : nil
        case .processed, .ignored, nil: return nil
        }
    }

    /// The word for a job that no list has: one that is waited for has vanished, any other may have been removed.
    public var placeWord: String {
        if isMoving { return "moving" }
        guard name == nil else { return "unlisted" }
        return role == .pending || role == .failed ? "vanished" : "removed"
    }

    /// The blocking children of all jobs that were surveyed or are shown below it.
    public var blocking: FlowBlocking {
        let own = survey ?? FlowBlocking(count: children.count { $0.obstacle != nil })
        return children.reduce(own) { $0 + $1.blocking }
    }
}

/// The number of children that block their parents.
public struct FlowBlocking: Equatable, Sendable {
    /// The number of children that block.
    public var count: Int
    /// The number of children of which it is not known yet.
    public var unknown: Int

    /// Creates the numbers.
    public init(count: Int = 0, unknown: Int = 0) { (self.count, self.unknown) = (count, unknown) }

    static func + (one: Self, other: Self) -> Self {
        FlowBlocking(count: one.count + other.count, unknown: one.unknown + other.unknown)
    }
}
