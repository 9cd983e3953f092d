/// How much of the jobs that an operation removes is kept, so that they can be restored.
public struct UndoBudget: Hashable, Sendable {
    /// The most bytes of one job that is kept; every value counts 8 more than it has.
    public var perJob: Int
    /// The most bytes that one reply of the server brings. A job with its descendants is kept as a whole, or not at all.
    public var perReply: Int
    /// The most memory that all jobs may take that one operation removes, in bytes. Those behind it count as too large.
    public var perOperation: Int
    /// Whether jobs that are too large to be kept are removed for good. Otherwise they are refused.
    public var losesLarger: Bool

    /// What the operator's terminal can bear; a larger job is refused.
    public init(
        perJob: Int = 262_144, perReply: Int = 1_048_576, perOperation: Int = 67_108_864, losesLarger: Bool = false
    ) {
        self.perJob = perJob
        self.perReply = perReply
        self.perOperation = perOperation
        self.losesLarger = losesLarger
    }

    /// What the dashboard keeps of what one operation removes: at most 16 MiB, as much as its trash holds.
    public static let ofScreen = UndoBudget(perOperation: 16 * 1_024 * 1_024)

    /// Nothing is kept.
    public static let none = UndoBudget(perJob: 0, perReply: 0, perOperation: 0, losesLarger: true)
}
