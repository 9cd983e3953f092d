import Queues

/// What the jobs of a cause share, and when that is to be found out again.
struct FollowedExplanation {
    let explanation: CausesPart.Explanation
    /// When the comparison began, by the monotonic clock, in ms.
    let start: Milliseconds
    /// When the comparison ended, by the monotonic clock, in ms.
    let end: Milliseconds

    /// The maximum age, in ms.
    private static let lifetime: Milliseconds = 60_000
    /// The maximum age where a side was too small to prove anything, in ms: completed jobs may have come.
    private static let lifetimeOfTooSmall: Milliseconds = 5_000
    /// The minimum age, in ms.
    private static let leastAge: Milliseconds = 1_000
    /// The minimum age in times of what the comparison took: comparing takes at most about a tenth of the time.
    private static let leastRest: Milliseconds = 10

    /// Returns whether the comparison no longer fits a cause that now has this number of jobs.
    ///
    /// - Parameter age: The time since it ended, in ms.
    func isDue(count: Int, age: Milliseconds) -> Bool {
        guard age >= max(Self.leastAge, Self.leastRest * (end - start)) else { return false }
        if age >= Self.lifetime { return true }
        let change = abs(count - explanation.count)
        if change > 0, change >= explanation.count / 2 { return true }
        return explanation.comparison.isTooSmall
            && (count > explanation.count || age >= Self.lifetimeOfTooSmall)
    }
}
