/// The thresholds from which a verdict is given. The README and the help list them.
public enum HealthThreshold {
    /// The time for which a failed job keeps its queue failing, in ms: 15 min.
    public static let failing: Milliseconds = 15 * 60_000
    /// The smallest share of failed jobs among the finished ones, in percent.
    public static let failingShare = 1
    /// The minimum time for which an active job must have been seen without a lock, or since which it must have been
    /// started, in ms. It is the libraries' default lock duration, so that a worker that is taking or finishing a job
    /// raises no verdict.
    public static let unlocked: Milliseconds = 30_000
    /// The minimum time for which the oldest job must have waited, with nothing active or finished for a minute, before
    /// there is no progress, in ms.
    public static let noProgress: Milliseconds = 60_000
    /// The minimum time for which a backlog must have been seen growing, in ms.
    public static let growing: Milliseconds = 120_000
    /// The minimum backlog that counts as growing, in jobs.
    public static let growingJobs = 10
    /// The minimum surplus of incoming jobs over finished ones, in percent.
    public static let growingShare = 10
    /// The longest estimate of the time until a backlog is empty, in minutes: a week.
    public static let emptying = 7 * 24 * 60
    /// The lag from which a replica is reported, in s.
    public static let replicaLag = 10
}
