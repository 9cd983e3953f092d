/// What of a job does not go along where it is moved to another queue.
public enum JobLoss: String, Hashable, Sendable, CaseIterable, Comparable {
    /// The counters of attempts, and of how often it stalled.
    case attempts
    /// Why the latest attempt failed, and the stack traces.
    case failure
    case log
    /// What a completed job has returned.
    case result
    case progress
    /// That it was made by a job scheduler.
    case scheduler
    /// Its id, where that is a number of its queue: it gets a new one.
    case id
    /// When it was added.
    case added

    /// In the order in which they are listed.
    public static func < (left: JobLoss, right: JobLoss) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}
