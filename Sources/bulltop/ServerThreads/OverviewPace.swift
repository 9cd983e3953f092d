internal import Dashboard
internal import Queues

/// How often overviews of very many queues are shown.
///
/// The screen sorts, adds up and remembers all queues of an overview, and answers no key meanwhile: a hundred thousand
/// queues take it some tenths of a second. So an overview of them is shown less often; the others are read and left out.
struct OverviewPace {
    /// The number of queues for each second between two overviews; fewer are always shown.
    private static let queuesASecond = 5_000

    /// The time at which the next one is shown, on the monotonic clock in ms.
    private var next: Milliseconds = 0

    /// Returns whether an answer is shown at a time, on the monotonic clock in ms. Everything but an overview is.
    mutating func isDue(_ answer: Answer, at now: Milliseconds) -> Bool {
        guard case .overview(let overview) = answer.content else { return true }
        let count = overview.queues.count
        guard count > Self.queuesASecond else { return true }
        guard now >= next else { return false }
        next = now + Milliseconds(count * 1_000 / Self.queuesASecond)
        return true
    }
}

extension Message {
    /// Returns whether it is an overview that answers a watch.
    func isOverview(for watch: Watch) -> Bool {
        guard case .answered(let answer) = self, case .overview = answer.content else { return false }
        return answer.watch == watch
    }
}
