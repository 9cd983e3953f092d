/// A flow that a screen shows: around one job, up to the root, and down as far as it is unfolded.
public struct FlowRequest: Hashable, Sendable {
    /// The number of children of one job that are shown at a time.
    public static let pageLength = 50
    /// The maximum number of children of one job that are listed.
    public static let childLimit = 10_000

    /// The job whose flow is shown.
    public var job: JobPlace
    /// The jobs whose children are shown, each with the number of children that are skipped.
    public var unfolded: [JobPlace: Int]

    /// Creates the flow of a job, with the first of its children.
    public init(of job: JobPlace) {
        self.job = job
        unfolded = [job: 0]
    }
}

/// The answer to a `FlowRequest`.
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

/// The effect on a parent when a child has failed for good (data model, 2.2).
public enum FailurePolicy: CaseIterable, Sendable {
    /// The parent fails as well.
    case failsParent
    /// The child is detached: the parent no longer waits for it.
    case leavesParent
    /// The parent continues as if the child had completed.
    case isIgnored
    /// The parent runs at once.
    case continuesParent
    /// The parent waits until the child is retried or removed.
    case keepsParent

    /// BullMQ's name of the option; `keepParent` where none is set.
    public var option: String {
        switch self {
        case .failsParent: "failParentOnFailure"
        case .leavesParent: "removeDependencyOnFailure"
        case .isIgnored: "ignoreDependencyOnFailure"
        case .continuesParent: "continueParentOnFailure"
        case .keepsParent: "keepParent"
        }
    }

    /// The member of the child's options that sets the policy; nil for the one that holds without any.
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
