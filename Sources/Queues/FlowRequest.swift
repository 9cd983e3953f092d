/// A flow that is on the screen: around one job, up to the root and down as far as it is unfolded.
public struct FlowRequest: Hashable, Sendable {
    /// Children of one job that are shown at a time.
    public static let pageLength = 50
    /// The most children of one job that are listed.
    public static let childLimit = 10_000

    /// The job that it is seen from.
    public var job: JobPlace
    /// The jobs whose children are shown, and how many children are passed over.
    public var unfolded: [JobPlace: Int]

    /// Creates the flow of a job, with the first of its children.
    public init(of job: JobPlace) {
        self.job = job
        unfolded = [job: 0]
    }
}

/// What a reading of a flow brought.
public struct FlowTree: Equatable, Sendable {
    /// The root, with what is shown below it; nil where the job does not exist (any more).
    public var root: FlowNode?
    /// Whether the job is one of Bull, which has no flows.
    public var isOfBull: Bool

    /// Creates the tree below a root.
    public init(root: FlowNode?, isOfBull: Bool = false) {
        self.root = root
        self.isOfBull = isOfBull
    }
}

/// What becomes of a parent when a child has failed for good (data model, 2.2).
public enum FailurePolicy: CaseIterable, Sendable {
    /// The parent fails, too.
    case failsParent
    /// The parent no longer waits for it.
    case leavesParent
    /// The parent goes on as if it had completed.
    case isIgnored
    /// The parent is run at once.
    case continuesParent
    /// The parent waits on, until the child is retried or removed.
    case keepsParent

    /// The member of the child's options that says so; nil of what holds without one.
    public var member: String? {
        switch self {
        case .failsParent: "fpof"
        case .leavesParent: "rdof"
        case .isIgnored: "idof"
        case .continuesParent: "cpof"
        case .keepsParent: nil
        }
    }
}
