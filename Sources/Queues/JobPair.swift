/// Two jobs that are compared.
public struct PairRequest: Hashable, Sendable {
    /// The most completed jobs that are looked at for one of the same name.
    public static let candidateLimit = 2_000

    /// The one on the left.
    public var left: JobPlace
    /// The one on the right; nil for the completed job of the left one's queue and name that ended nearest to it.
    public var right: JobPlace?

    /// Creates two jobs, or one and the nearest completed one.
    public init(left: JobPlace, right: JobPlace? = nil) { (self.left, self.right) = (left, right) }
}

/// What was read of two jobs that are compared.
public struct JobPair: Equatable, Sendable {
    /// The one on the left; nil where it does not exist (any more).
    public var left: JobDetail?
    /// The one on the right; nil where it does not exist (any more), and where none was found.
    public var right: JobDetail?
    /// What names the one on the right; nil where none was found.
    public var place: JobPlace?
    /// Completed jobs that were looked at to find it.
    public var looked: Int
    /// Whether these were all that there are.
    public var isExhausted: Bool

    /// Creates a pair.
    public init(
        left: JobDetail?, right: JobDetail?, place: JobPlace?, looked: Int = 0, isExhausted: Bool = true
    ) {
        (self.left, self.right, self.place) = (left, right, place)
        (self.looked, self.isExhausted) = (looked, isExhausted)
    }
}
