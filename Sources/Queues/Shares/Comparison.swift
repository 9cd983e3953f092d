/// The properties that failed jobs share, and that completed ones of the same names do not.
public struct Comparison: Equatable, Sendable {
    /// The maximum number of jobs of each side that are compared.
    public static let sampleLimit = 1_000
    /// The minimum number of jobs on each side; with fewer, nothing is claimed.
    public static let fewest = 20
    /// The maximum number of traits that are reported.
    public static let traitLimit = 8

    /// The number of failed jobs that were compared, at most `sampleLimit`.
    public var failed: Int
    /// The number of completed jobs of the same names that were compared, at most `sampleLimit`.
    public var completed: Int
    /// When the first and the last of the failed jobs ended, in ms since 1970; nil where no job says when.
    public var failedTimes: ClosedRange<Milliseconds>?
    /// When the first and the last of the completed jobs ended, in ms since 1970; nil where no job says when.
    public var completedTimes: ClosedRange<Milliseconds>?
    /// Whether enough jobs of both sides ended in the time that both sides cover, so that hours and dates are compared.
    public var comparesTimes = false
    /// The shared traits, the least likely to be chance first.
    public var shared: [SharedTrait] = []
    /// The keys that could not be read: what they hold was not compared.
    public var unreadable = UnreadableKeys()

    /// A trait that failed jobs share.
    public struct SharedTrait: Equatable, Sendable {
        /// The trait.
        public var trait: Trait
        /// The number of failed jobs in the sample that have it; for hours and dates, of those in the time that both sides cover.
        public var failed: Int
        /// The number of completed jobs in the sample that have it; for hours and dates, of those in the time that both sides
        /// cover.
        public var completed: Int
        /// Its part of the failed ones, 0...1.
        public var failedShare: Double
        /// Its part of the completed ones, 0...1.
        public var completedShare: Double
        /// The factor by which it is more frequent among the failed jobs. Where no completed job has it, half a job is
        /// assumed.
        public var lift: Double
        /// The probability that chance makes any of the tried traits as frequent among the failed jobs, 0...1.
        public var probability: Double
    }

    /// Creates the result of a comparison that was recorded, of which the times are not known.
    public init(failed: Int, completed: Int, shared: [SharedTrait]) {
        (self.failed, self.completed, self.shared) = (failed, completed, shared)
    }

    /// Whether a side has too few jobs to prove anything.
    public var isTooSmall: Bool { failed < Self.fewest || completed < Self.fewest }

    /// Compares failed jobs with completed ones, of each side at most the first `sampleLimit`.
    public init(failed failedJobs: some Sequence<ComparedJob>, completed completedJobs: some Sequence<ComparedJob>) {
        let counts = TraitCounts(
            failed: Array(failedJobs.prefix(Self.sampleLimit)), completed: Array(completedJobs.prefix(Self.sampleLimit))
        )
        (failed, completed) = (counts.all.failed, counts.all.completed)
        (failedTimes, completedTimes) = (counts.failedTimes, counts.completedTimes)
        comparesTimes = counts.comparesTimes
        if !isTooSmall { shared = Array(counts.claims().prefix(Self.traitLimit)) }
    }
}

extension Comparison.SharedTrait {
    /// Creates a trait of which only the numbers of jobs and the shares are known.
    public init(_ trait: Trait, failed: Int, completed: Int, failedShare: Double, completedShare: Double) {
        self.init(
            trait: trait, failed: failed, completed: completed, failedShare: failedShare,
            completedShare: completedShare, lift: failedShare / max(completedShare, 0.5 / Double(max(1, completed))),
            probability: 0)
    }
}
