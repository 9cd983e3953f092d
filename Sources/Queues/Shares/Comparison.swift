/// The properties that failed jobs share, and that completed ones of the same names do not.
public struct Comparison: Equatable, Sendable {
    /// The maximum number of jobs of each side that are compared.
    public static let sampleLimit = 1_000
    /// The minimum number of jobs on each side; with fewer, nothing is claimed.
    public static let fewest = 20
    /// The minimum share of failed jobs that must have a trait.
    static let leastShare = 0.3
    /// The minimum factor by which a trait is more frequent among the failed jobs.
    static let leastLift = 1.5
    /// The largest probability that a claimed trait is chance, corrected for the number of traits that were tried.
    static let chance = 0.001
    /// The maximum number of traits that are reported.
    public static let traitLimit = 8
    /// The maximum number of traits that are counted.
    private static let candidateLimit = 100_000

    /// The number of failed jobs that were compared, at most `sampleLimit`.
    public var failed: Int
    /// The number of completed jobs of the same names that were compared, at most `sampleLimit`.
    public var completed: Int
    /// The shared traits, the least likely to be chance first.
    public var shared: [SharedTrait] = []
    /// The keys that could not be read: what they hold was not compared.
    public var unreadable = UnreadableKeys()

    /// A trait that failed jobs share.
    public struct SharedTrait: Equatable, Sendable {
        /// The trait.
        public var trait: Trait
        /// The number of failed jobs in the sample that have it.
        public var failed: Int
        /// The number of completed jobs in the sample that have it.
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

    /// Whether a side has too few jobs to prove anything.
    public var isTooSmall: Bool { failed < Self.fewest || completed < Self.fewest }

    /// Compares failed jobs with completed ones, of each side at most the first `sampleLimit`.
    public init(failed failedJobs: some Sequence<ComparedJob>, completed completedJobs: some Sequence<ComparedJob>) {
        var counts: [Trait: (failed: Int, completed: Int)] = [:]
        var numbers = (failed: 0, completed: 0)
        for job in failedJobs.prefix(Self.sampleLimit) {
            numbers.failed += 1
            for trait in job.traits where counts[trait] != nil || counts.count < Self.candidateLimit {
                counts[trait, default: (0, 0)].failed += 1
            }
        }
        for job in completedJobs.prefix(Self.sampleLimit) {
            numbers.completed += 1
            for trait in job.traits where counts[trait] != nil || counts.count < Self.candidateLimit {
                counts[trait, default: (0, 0)].completed += 1
            }
        }
        (failed, completed) = numbers
        guard !isTooSmall else { return }
        // A trait of one or two jobs proves nothing. Leaving it out by the sum of both sides favours neither side.
        let tried = counts.filter { $0.value.failed + $0.value.completed > 2 }
        let test = FisherTest(size: failed + completed)
        let all = tried.compactMap { claim(of: $0.key, $0.value, test, tried: tried.count) }
        shared = Array(Self.withoutRepeated(all.sorted(by: Self.isMoreTelling)).prefix(Self.traitLimit))
    }

    private func claim(
        of trait: Trait, _ count: (failed: Int, completed: Int), _ test: FisherTest, tried: Int
    ) -> SharedTrait? {
        let failedShare = Double(count.failed) / Double(failed)
        let completedShare = Double(count.completed) / Double(completed)
        let lift = failedShare / max(completedShare, 0.5 / Double(completed))
        guard failedShare >= Self.leastShare, lift >= Self.leastLift else { return nil }
        let probability = test.probability(hits: count.failed, of: failed, otherHits: count.completed, of: completed)
        let corrected = min(1, probability * Double(tried))
        guard corrected <= Self.chance else { return nil }
        return SharedTrait(
            trait: trait, failed: count.failed, completed: count.completed, failedShare: failedShare,
            completedShare: completedShare, lift: lift, probability: corrected)
    }

    private static func isMoreTelling(_ left: SharedTrait, _ right: SharedTrait) -> Bool {
        if left.probability != right.probability { return left.probability < right.probability }
        if left.lift != right.lift { return left.lift > right.lift }
        return left.trait.text.lexicographicallyPrecedes(right.trait.text)
    }

    /// Returns the traits with only the most significant size: data of 64 kB also has 16 kB.
    private static func withoutRepeated(_ traits: [SharedTrait]) -> [SharedTrait] {
        let firstSize = traits.firstIndex { $0.trait.kind == .size }
        return traits.enumerated().filter { $0.element.trait.kind != .size || $0.offset == firstSize }.map(\.element)
    }
}
