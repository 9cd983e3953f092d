/// The jobs that a bulk operation is for.
public struct Selection: Hashable, Sendable {
    /// Their queue.
    public var queue: QueueID
    /// The state of the jobs. Jobs that are in another state by their turn are not changed.
    public var state: JobState
    /// The part of the jobs.
    public var scope: Scope

    /// The chosen jobs of the state.
    public enum Scope: Hashable, Sendable {
        /// The jobs of these ids.
        case marked([JobID])
        /// The jobs whose id, name or failed reason contains this text, in any case unless it has capitals.
        case matching([UInt8])
        /// The jobs that a query finds.
        case query(Query)
        /// All jobs that are in the state when the operation begins.
        case all

        /// Whether it may stand for several jobs.
        public var isForMany: Bool { if case .marked(let jobs) = self { jobs.count > 1 } else { true } }
    }

    /// Creates a selection of jobs of one state of a queue.
    public init(queue: QueueID, state: JobState, scope: Scope) {
        self.queue = queue
        self.state = state
        self.scope = scope
    }
}
