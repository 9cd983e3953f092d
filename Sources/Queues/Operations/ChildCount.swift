/// How many jobs a removal takes away.
public struct ChildCount: Hashable, Sendable {
    /// The descendants of a job: its children, theirs, and so on. The job itself is not counted.
    public var jobs: Int
    /// Whether all were counted; otherwise there are more.
    public var isComplete: Bool

    /// So many, or more.
    public init(jobs: Int, isComplete: Bool = true) {
        self.jobs = jobs
        self.isComplete = isComplete
    }
}
