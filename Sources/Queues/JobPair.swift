/// Two jobs that are compared.
public struct PairRequest: Hashable, Sendable {
    /// The maximum number of completed jobs among which one of the same name is looked for.
    public static let candidateLimit = 2_000

    /// The job on the left.
    public var left: JobPlace
    /// The job on the right; nil for the completed job of the left one's queue and name that ended nearest to it.
    public var right: JobPlace?

    /// Creates two jobs, or one and the nearest completed one.
    public init(left: JobPlace, right: JobPlace? = nil) { (self.left, self.right) = (left, right) }
}

/// The answer to a `PairRequest`.
public struct JobPair: Equatable, Sendable {
    /// The job on the left; nil where it does not exist (any more).
    public var left: JobDetail?
    /// The job on the right; nil where it does not exist (any more), and where none was found.
    public var right: JobDetail?
    /// The queue and the id of the job on the right; nil where none was found.
    public var place: JobPlace?
    /// The number of completed jobs that were looked at to find it.
    public var looked: Int
    /// Whether all completed jobs were looked at.
    public var isExhausted: Bool
    /// The places at which the jobs differ in what is hidden of them.
    public var hidden: Set<HiddenDifference> = []
    /// Whether only the job on the left was read so far.
    public var isBeginning = false

    /// Creates a pair.
    public init(
        left: JobDetail?, right: JobDetail?, place: JobPlace?, looked: Int = 0, isExhausted: Bool = true
    ) {
        (self.left, self.right, self.place) = (left, right, place)
        (self.looked, self.isExhausted) = (looked, isExhausted)
    }
}
