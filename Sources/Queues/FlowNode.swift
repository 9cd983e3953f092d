/// A flow as seen from one of its jobs (data model, 1.8).
public struct Flow: Equatable, Sendable {
    /// The parent, the parent's parent, and so on; the nearest first.
    public var ancestors: [FlowNode]
    /// The job, with its children and theirs.
    public var job: FlowNode

    /// Creates a flow.
    public init(ancestors: [FlowNode], job: FlowNode) {
        self.ancestors = ancestors
        self.job = job
    }
}

/// A job of a flow.
public struct FlowNode: Equatable, Sendable {
    /// Its queue.
    public var queue: QueueID
    /// Its id.
    public var id: JobID
    /// Its name, cut to `JobRow.textLimit` bytes; nil where the job does not exist (any more).
    public var name: [UInt8]?
    /// The state whose list has its id; nil where no list has.
    public var state: JobState?
    /// The counter in which its parent has counted it; nil for a job whose parent is not shown above it.
    public var role: Role?
    /// The number of its children of each kind.
    public var counts: Children
    /// The children that were read: all of them, unless the limit was reached.
    public var children: [FlowNode]

    /// The job's small fields, on screens that show them.
    public var row: JobRow?
    /// The effect on its parent when it fails for good; nil without a parent, and where that could not be read.
    public var policy: FailurePolicy?
    /// The number of children that can be listed, of which `children` is a page; 0 where they are folded.
    public var listed = 0
    /// The number of children before that page.
    public var offset = 0
    /// The numbers of all children that block and of those not looked at yet; nil where they are folded.
    public var survey: FlowBlocking?
    /// The number of children that are left out of the list: beyond the limit, or with a key that no library makes.
    public var hidden = 0
    /// Whether the same job is elsewhere in the tree, so that its children are not shown again: the flow leads back
    /// to itself.
    public var isRepeated = false
    /// Whether its parent waits for its children; true where that is unknown. A parent that runs, has finished or is
    /// about to run is kept from nothing.
    public var isAwaited = true
    /// Whether two readings of it disagree, so that it moves just now and nothing is said against it.
    public var isMoving = false
    /// The failed reason that the next worker will give it (`defa`), cut to `JobRow.textLimit` bytes; nil without one.
    public var deferredFailure: [UInt8]?

    /// The keys that could not be read: the job's own, those of its children, or lists that may hold its id.
    public var unreadable: [Unreadable]

    /// The counter in which a parent has counted a child.
    public enum Role: String, CaseIterable, Sendable {
        /// The parent waits for it.
        case pending
        /// It completed.
        case processed
        /// It failed, and the parent continues without it.
        case ignored
        /// It failed, and keeps the parent from completing.
        case failed
    }

    /// Creates a job of which nothing else is known yet.
    public init(queue: QueueID, id: JobID, role: Role? = nil) {
        self.queue = queue
        self.id = id
        self.role = role
        self.counts = Children()
        self.children = []
        self.unreadable = []
    }

    /// The queue and the id.
    public var place: JobPlace { JobPlace(queue: queue, id: id) }

    /// The node and all below it.
    public var all: [FlowNode] { [self] + children.flatMap(\.all) }
}
