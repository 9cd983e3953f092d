#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// Fisher's exact test: the probability that a trait is at least as frequent in a group as observed, if the trait were
/// independent of the group.
struct FisherTest {
    /// Logarithms of factorials.
    private let logarithms: [Double]

    /// Creates a test of groups that together have at most `size` members.
    init(size: Int) {
        var sum = 0.0
        logarithms =
            [0]
            + (0..<size).map {
                sum += log(Double($0 + 1))
                return sum
            }
    }

    /// Returns the one-sided probability, 0...1.
    ///
    /// - Parameters:
    ///   - hits: The members of the group that have the trait.
    ///   - group: The members of the group.
    ///   - otherHits: The members of the other group that have it.
    ///   - other: The members of the other group.
    func probability(hits: Int, of group: Int, otherHits: Int, of other: Int) -> Double {
        let all = hits + otherHits
        let most = min(group, all)
        guard hits <= most else { return 0 }
        let whole = choose(group + other, all)
        let sum = (hits...most).reduce(0.0) { sum, count in
            guard all - count <= other else { return sum }
            return sum + exp(choose(group, count) + choose(other, all - count) - whole)
        }
        return min(1, sum)
    }

    /// Returns the logarithm of the number of ways to choose `count` of `size`.
    private func choose(_ size: Int, _ count: Int) -> Double {
        logarithms[size] - logarithms[count] - logarithms[size - count]
    }
}
