/// The bounds of what is kept of removed jobs, so that they can be restored.
public struct UndoBudget: Hashable, Sendable {
    /// The maximum number of bytes of one job that is kept; every value counts 8 bytes more than it has.
    public var perJob: Int
    /// The maximum number of bytes of one reply of the server. A job is kept with all its descendants, or not at all.
    public var perReply: Int
    /// The maximum memory for all jobs that one operation removes, in bytes. Jobs beyond it count as too large.
    public var perOperation: Int
    /// Whether jobs that are too large to be kept are removed for good. If not, they are refused.
    public var losesLarger: Bool

    /// Creates a budget; a larger job is refused unless `losesLarger` is set. The defaults suit an operator's terminal.
    public init(
        perJob: Int = 262_144, perReply: Int = 1_048_576, perOperation: Int = 67_108_864, losesLarger: Bool = false
    ) {
        self.perJob = perJob
        self.perReply = perReply
        self.perOperation = perOperation
        self.losesLarger = losesLarger
    }

    /// The budget of the dashboard for one operation: at most 16 MiB, as much as its trash holds.
    public static let ofScreen = UndoBudget(perOperation: 16 * 1_024 * 1_024)

    /// The budget that keeps nothing.
    public static let none = UndoBudget(perJob: 0, perReply: 0, perOperation: 0, losesLarger: true)
}
