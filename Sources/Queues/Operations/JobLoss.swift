/// Data that a job loses when it is moved to another queue.
public enum JobLoss: String, Hashable, Sendable, CaseIterable, Comparable {
    /// The counters of attempts, and of the times it was stalled.
    case attempts
    /// The reason why the latest attempt failed, and the stack traces.
    case failure
    case log
    /// The return value.
    case result
    case progress
    /// The link to the job scheduler that made it.
    case scheduler
    /// An id that is a number of its queue: the job gets a new one.
    case id
    /// The time at which it was added.
    case added

    /// Returns whether `left` comes before `right` in lists.
    public static func < (left: JobLoss, right: JobLoss) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}
