import Queues

/// What the latest readings of one thing cost. Some readings of a quiet server cost more than others, since what changes
/// rarely is read on a slower beat; the most that any of them cost changes seldom.
struct RecentCosts: Equatable, Sendable {
    /// Readings that are remembered: more than lie between two slow beats, every tenth reading.
    private static let depth = 12

    private var watch: Watch?
    private var costs: [ReadCost] = []

    /// The last one.
    var last: ReadCost? { costs.last }
    /// The most commands of any.
    var commands: Int { costs.map(\.commands).max() ?? 0 }
    /// The longest round trip of any, in microseconds.
    var roundTrip: Int64 { costs.map { $0.microseconds / Int64(max(1, $0.roundTrips)) }.max() ?? 0 }
    /// The most bytes of any.
    var bytes: Int { costs.map(\.bytes).max() ?? 0 }

    /// Takes what an answer cost; those of another watch are forgotten.
    mutating func take(_ answer: Answer) {
        if watch.map(answer.watch.satisfies) != true { costs = [] }
        watch = answer.watch
        costs = costs.suffix(Self.depth - 1) + [answer.cost]
    }
}
