/// The numbers of jobs for which a search has no answer, by the reason.
public struct UndecidedJobs: Hashable, Sendable {
    /// Jobs with a field that is too large to be read.
    public var tooLarge = 0
    /// Jobs of whose log only the newest lines were read.
    public var longLogs = 0
    /// Jobs with a value on which the regular expression takes too long.
    public var tooCostly = 0

    /// Creates numbers; none without arguments.
    public init(tooLarge: Int = 0, longLogs: Int = 0, tooCostly: Int = 0) {
        (self.tooLarge, self.longLogs, self.tooCostly) = (tooLarge, longLogs, tooCostly)
    }

    /// The number of all these jobs.
    public var count: Int { tooLarge + longLogs + tooCostly }

    /// Counts a job.
    public mutating func add(_ reason: SearchVerdict.Reason) {
        switch reason {
        case .tooLarge: tooLarge += 1
        case .longLog: longLogs += 1
        case .tooCostly: tooCostly += 1
        }
    }

    /// Returns the numbers of two searches together.
    public static func + (one: UndecidedJobs, other: UndecidedJobs) -> UndecidedJobs {
        UndecidedJobs(
            tooLarge: one.tooLarge + other.tooLarge, longLogs: one.longLogs + other.longLogs,
            tooCostly: one.tooCostly + other.tooCostly)
    }
}
