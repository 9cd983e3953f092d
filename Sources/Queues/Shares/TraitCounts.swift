/// The number of jobs of two samples that have each trait, and the traits that chance can hardly explain.
struct TraitCounts {
    /// The minimum share of failed jobs that must have a trait.
    private static let leastShare = 0.3
    /// The minimum factor by which a trait is more frequent among the failed jobs.
    private static let leastLift = 1.5
    /// The largest probability that a claimed trait is chance, corrected for the number of traits that were tried.
    private static let chance = 0.001
    /// The minimum share of the failed jobs of the most significant size that a larger size must have to replace it.
    private static let sameSize = 0.95
    /// The maximum share of one day in the failed jobs of an hour: what happened once is not an hour of the day.
    private static let mostOfOneDay = 0.8
    /// The maximum number of traits that are counted.
    private static let candidateLimit = 100_000

    /// A number of jobs on each side.
    struct Pair {
        var failed = 0
        var completed = 0
    }

    private let failedJobs: [ComparedJob]
    /// The number of jobs on each side.
    let all: Pair
    /// When the first and the last failed job ended.
    let failedTimes: ClosedRange<Milliseconds>?
    /// When the first and the last completed job ended.
    let completedTimes: ClosedRange<Milliseconds>?
    /// The time that both sides cover. Hours and dates of jobs that ended outside of it are not counted, since they differ
    /// because of the samples alone.
    private let commonTimes: ClosedRange<Milliseconds>?
    /// The number of jobs on each side that ended in that time.
    private var timed = Pair()
    private var counts: [Trait: Pair] = [:]

    init(failed: [ComparedJob], completed: [ComparedJob]) {
        failedJobs = failed
        all = Pair(failed: failed.count, completed: completed.count)
        (failedTimes, completedTimes) = (Self.times(of: failed), Self.times(of: completed))
        commonTimes = Self.common(failedTimes, completedTimes)
        for job in failed { count(job, \.failed) }
        for job in completed { count(job, \.completed) }
    }

    /// Whether enough jobs of both sides ended in the time that both sides cover.
    var comparesTimes: Bool { min(timed.failed, timed.completed) >= Comparison.fewest }

    private static func times(of jobs: [ComparedJob]) -> ClosedRange<Milliseconds>? {
        let times = jobs.compactMap(\.endedAt)
        guard let first = times.min(), let last = times.max() else { return nil }
        return first...last
    }

    private static func common(
        _ left: ClosedRange<Milliseconds>?, _ right: ClosedRange<Milliseconds>?
    ) -> ClosedRange<Milliseconds>? {
        guard let left, let right, left.overlaps(right) else { return nil }
        return left.clamped(to: right)
    }

    private func isInCommonTimes(_ job: ComparedJob) -> Bool {
        guard let commonTimes, let time = job.endedAt else { return false }
        return commonTimes.contains(time)
    }

    private mutating func count(_ job: ComparedJob, _ side: WritableKeyPath<Pair, Int>) {
        let isTimed = isInCommonTimes(job)
        if isTimed { timed[keyPath: side] += 1 }
        for trait in job.traits where counts[trait] != nil || counts.count < Self.candidateLimit {
            if isTimed || !trait.isOfTime { counts[trait, default: Pair()][keyPath: side] += 1 }
        }
    }

    /// Returns the traits that chance can hardly explain, the least likely to be chance first.
    func claims() -> [Comparison.SharedTrait] {
        // A trait of one or two jobs proves nothing. Leaving it out by the sum of both sides favours neither side.
        let tried = counts.filter { $0.value.failed + $0.value.completed > 2 }
        let test = FisherTest(size: all.failed + all.completed)
        let claims = tried.compactMap { claim(of: $0.key, $0.value, test, tried: tried.count) }
        return Self.withoutRepeated(claims.sorted(by: Self.isMoreTelling))
    }

    private func claim(of trait: Trait, _ count: Pair, _ test: FisherTest, tried: Int) -> Comparison.SharedTrait? {
        if trait.isOfTime, !comparesTimes { return nil }
        let jobs = trait.isOfTime ? timed : all
        let failedShare = Double(count.failed) / Double(jobs.failed)
        let completedShare = Double(count.completed) / Double(jobs.completed)
        let lift = failedShare / max(completedShare, 0.5 / Double(jobs.completed))
        guard failedShare >= Self.leastShare, lift >= Self.leastLift else { return nil }
        let probability = test.probability(
            hits: count.failed, of: jobs.failed, otherHits: count.completed, of: jobs.completed)
        let corrected = min(1, probability * Double(tried))
        guard corrected <= Self.chance, recurs(trait, count.failed) else { return nil }
        return Comparison.SharedTrait(
            trait: trait, failed: count.failed, completed: count.completed, failedShare: failedShare,
            completedShare: completedShare, lift: lift, probability: corrected)
    }

    /// Returns whether failed jobs ended in an hour on several days; true for other traits.
    private func recurs(_ trait: Trait, _ count: Int) -> Bool {
        guard trait.kind == .hour else { return true }
        var days: [Milliseconds: Int] = [:]
        for job in failedJobs where job.hour == trait && isInCommonTimes(job) {
            days[(job.endedAt ?? 0) / 86_400_000, default: 0] += 1
        }
        return Double(days.values.max() ?? 0) <= Self.mostOfOneDay * Double(count)
    }

    private static func isMoreTelling(_ left: Comparison.SharedTrait, _ right: Comparison.SharedTrait) -> Bool {
        if left.probability != right.probability { return left.probability < right.probability }
        if left.lift != right.lift { return left.lift > right.lift }
        return left.trait.text.lexicographicallyPrecedes(right.trait.text)
    }

    /// Returns the traits with only one size, since data of 64 kB also has 16 kB: the largest size that has nearly as many
    /// failed jobs as the most significant one, in its place.
    private static func withoutRepeated(_ traits: [Comparison.SharedTrait]) -> [Comparison.SharedTrait] {
        let sizes = traits.filter { $0.trait.kind == .size }
        guard let first = sizes.first else { return traits }
        let least = Double(first.failed) * sameSize
        let largest = sizes.filter { Double($0.failed) >= least }.max { $0.trait.lowestSize < $1.trait.lowestSize }
        return traits.compactMap { shared in
            guard shared.trait.kind == .size else { return shared }
            return shared == first ? largest : nil
        }
    }
}
