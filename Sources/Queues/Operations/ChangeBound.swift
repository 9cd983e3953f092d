/// The bounds of the values of changes, in forms and on the command line alike.
///
/// A value that the libraries or JavaScript could not take is refused before it is sent.
public enum ChangeBound {
    /// The largest number of jobs, events, lines or runs: a larger one is taken for a typing error.
    private static let most = 1_000_000_000

    /// The maximum number of active jobs, or of jobs in a rate limit.
    public static let jobs = 1...most
    /// The maximum number of jobs that are cleaned or listed; 0 sets no limit for a clean.
    public static let limit = 0...most
    /// The number of events, or of lines of a log, that are kept.
    public static let kept = 0...most
    /// The maximum number of runs of a scheduler.
    public static let runs = 1...most
    /// A priority (data model, 1.2): 0 is none.
    public static let priority = 0...2_097_151
    /// The shortest interval of a scheduler, window of a rate limit or time of a hold, in ms.
    public static let shortest: Milliseconds = 1
}
