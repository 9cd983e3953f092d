/// From when on something is said of a queue. The README and the help list them.
public enum HealthThreshold {
    /// Jobs that failed within this time make a queue failing, in ms: 15 min.
    public static let failing: Milliseconds = 15 * 60_000
    /// The smallest share of finished jobs that failed, in percent.
    public static let failingShare = 1
    /// How long an active job must have been seen without a lock, or before it was started, in ms: the lock duration unless an
    /// application chose another one, so that a worker that takes or finishes a job is not suspected.
    public static let unlocked: Milliseconds = 30_000
    /// How long the oldest job must have waited, with nothing active or finished for a minute, before there is no progress, in ms.
    public static let noProgress: Milliseconds = 60_000
    /// How long a backlog must have been seen growing, in ms.
    public static let growing: Milliseconds = 120_000
    /// The smallest backlog that is called growing, in jobs.
    public static let growingJobs = 10
    /// By how much more jobs must come than go, in percent.
    public static let growingShare = 10
    /// The longest time until a backlog is gone that is estimated, in minutes: a week.
    public static let emptying = 7 * 24 * 60
    /// A replica that lags behind by this long is said to, in s.
    public static let replicaLag = 10
}
