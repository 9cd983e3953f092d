/// The order of the lines of the attention pane.
extension Attention {
    /// The number of lines up to which those of one rank and weight are ordered by name; others keep the order of the list.
    private static let namedLimit = 1_000

    /// Returns lines by their ranks. Places are sorted, which are small, and not thousands of lines.
    static func inOrder(_ ranked: [Ranked]) -> [Attention] {
        guard ranked.count > namedLimit else { return ranked.sorted(by: <).map(\.attention) }
        let places = ranked.enumerated().map { (rank: $1.rank, weight: $1.weight, index: $0) }
        return places.sorted { left, right in
            if left.rank != right.rank { return left.rank < right.rank }
            return left.weight == right.weight ? left.index < right.index : left.weight > right.weight
        }.map { ranked[$0.index].attention }
    }

    /// A line with its rank, the lowest first, and its weight among those of one rank, the greatest first.
    struct Ranked: Comparable {
        let attention: Attention
        let rank: Int
        let weight: Int64

        init(_ attention: Attention, _ rank: Int, _ weight: Int64) {
            (self.attention, self.rank, self.weight) = (attention, rank, weight)
        }

        static func < (left: Ranked, right: Ranked) -> Bool {
            if left.rank != right.rank { return left.rank < right.rank }
            if left.weight != right.weight { return left.weight > right.weight }
            return left.attention.name.lexicographicallyPrecedes(right.attention.name)
        }
    }
}
