/// The jobs that a bulk operation is for.
public struct Selection: Hashable, Sendable {
    /// Their queue.
    public var queue: QueueID
    /// The state in which they are. Those that are in another one when their turn comes stay as they are.
    public var state: JobState
    /// Which of them.
    public var scope: Scope

    /// Which jobs of a state.
    public enum Scope: Hashable, Sendable {
        /// These.
        case marked([JobID])
        /// Those whose id, name or failure reason contains this text, in any case unless it has capitals.
        case matching([UInt8])
        /// All that are in it when the operation begins.
        case all

        /// Whether it may stand for several jobs.
        public var isForMany: Bool { if case .marked(let jobs) = self { jobs.count > 1 } else { true } }
    }

    /// Jobs of one state of a queue.
    public init(queue: QueueID, state: JobState, scope: Scope) {
        self.queue = queue
        self.state = state
        self.scope = scope
    }
}
