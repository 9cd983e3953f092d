import Queues

/// The costs of the latest readings of one thing. Some readings cost more than others, since rare changes are read on a
/// slower beat; the maximum is steadier than the last cost.
struct RecentCosts: Equatable, Sendable {
    /// The number of readings that are remembered: more than the ten between two slow beats.
    private static let depth = 12

    private var watch: Watch?
    private var costs: [ReadCost] = []

    /// The cost of the last reading.
    var last: ReadCost? { costs.last }
    /// The maximum number of commands.
    var commands: Int { costs.map(\.commands).max() ?? 0 }
    /// The longest round trip, in µs.
    var roundTrip: Int64 { costs.map { $0.microseconds / Int64(max(1, $0.roundTrips)) }.max() ?? 0 }
    /// The maximum number of bytes.
    var bytes: Int { costs.map(\.bytes).max() ?? 0 }

    /// Adds the cost of an answer; the costs of another watch are forgotten.
    mutating func take(_ answer: Answer) {
        if watch.map(answer.watch.satisfies) != true { costs = [] }
        watch = answer.watch
        costs = costs.suffix(Self.depth - 1) + [answer.cost]
    }
}
